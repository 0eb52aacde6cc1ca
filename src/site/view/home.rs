//! The home page: what is next, what needs a check, what was checked.

use super::ageing::{AgeingList, Course};
use super::changes::{ChangeRow, touching, week_begin};
use super::frame::{Frame, Heading, Place};
use super::parts::{OpportunityRow, RowView, opportunity_row, row};
use super::trust::TrustView;
use crate::due::DueCourse;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The first page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomeView {
    frame: Frame,
    title: String,
    /// Everybody who owns something shown here, for the choice of a person.
    people: Vec<PersonView>,
    calls: Vec<OpportunityRow>,
    more_calls: usize,
    /// The queues of all owners, for readers inside.
    queues: Option<String>,
    has_opportunities: bool,
    /// Why opportunities are left out, as one text; `None` if they are not.
    no_opportunities_because: Option<String>,
    is_outside: bool,
    /// Whether the site has no entry, which only a preview shows.
    is_empty: bool,
    /// What has to be checked, by entry.
    needs: AgeingList<RowView>,
    checked: Vec<RowView>,
    /// What changed in the week before the build and touches open opportunities.
    changed: Vec<ChangeRow>,
    changed_since: String,
    changes: String,
    cards: Vec<RowView>,
    /// How many entries may be relied on, and of how many, by kind.
    trust: TrustView,
}

#[derive(Debug, Clone, Serialize)]
struct PersonView {
    id: String,
    name: String,
    /// The link to the person's queue.
    queue: Option<String>,
}

/// How many opportunities the page carries; the script shows the chosen person's next.
const CALLS: usize = 60;
/// How many entries of each owner the page carries.
const PER_OWNER: usize = 3;
/// How many owners the page carries.
const OWNERS: usize = 40;
/// How many recently checked entries are shown.
const CHECKED: usize = 4;
/// How many battlecards stand one key away.
const CARDS: usize = 12;

impl HomeView {
    /// Makes the first page.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let from = PageKind::Home.address();
        let place = Place::of(PageKind::Home, from.clone());
        let title = catalogue.input.settings.site.title.clone();
        let heading = Heading { title: title.clone(), description: "What to know before the next call.".to_owned() };
        let open = catalogue.exposures.open();
        let calls: Vec<_> = open.iter().take(CALLS).map(|one| opportunity_row(catalogue, &from, one)).collect();
        let needs = needs(catalogue, &from);
        let people = people(catalogue, &from, &calls, &needs);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            title,
            more_calls: open.len().saturating_sub(CALLS),
            queues: (!catalogue.is_outside).then(|| from.link(&PageKind::People.address())),
            is_outside: catalogue.is_outside,
            is_empty: catalogue.input.library.entries().is_empty(),
            has_opportunities: catalogue.snapshot.is_some(),
            no_opportunities_because: catalogue
                .snapshot
                .filter(|snapshot| snapshot.status.is_absent())
                .map(|snapshot| snapshot.status.reasons().join("; ")),
            checked: checked(catalogue, &from),
            changed_since: week_begin(catalogue).to_string(),
            changed: touching(catalogue, &from, CHECKED),
            changes: from.link(&PageKind::Changes.address()),
            cards: catalogue
                .input
                .library
                .of_kind(Kind::Battlecard)
                .take(CARDS)
                .map(|card| row(catalogue, &from, card))
                .collect(),
            trust: TrustView::new(catalogue, &from),
            people,
            calls,
            needs,
        };
        (from, view)
    }
}

fn people(
    catalogue: &Catalogue<'_>,
    from: &Address,
    calls: &[OpportunityRow],
    needs: &AgeingList<RowView>,
) -> Vec<PersonView> {
    let of_calls = calls.iter().map(|row| (&row.owner_id, &row.owner));
    let of_needs = needs.all_rows().map(|row| (&row.owner_id, &row.owner));
    let pairs = of_calls.chain(of_needs).filter_map(|(id, name)| Some((name.clone()?, id.clone()?)));
    let by_name: BTreeMap<String, String> = pairs.collect();
    let view = |(name, id): (String, String)| {
        let queue = catalogue.queue(&id).map(|address| from.link(address));
        PersonView { id, name, queue }
    };
    by_name.into_iter().map(view).collect()
}

/// The most urgent entries of each owner on each day, the most urgent of all first.
fn needs(catalogue: &Catalogue<'_>, from: &Address) -> AgeingList<RowView> {
    let mut courses = BTreeMap::<&str, (&Arc<Entry>, Vec<&DueCourse<'_>>)>::new();
    for due in catalogue.due() {
        courses.entry(due.entry.id.as_str()).or_insert_with(|| (due.entry, Vec::new())).1.push(due);
    }
    let mut owned = BTreeMap::<String, Vec<Course<&Arc<Entry>>>>::new();
    for (entry, dues) in courses.into_values() {
        owned.entry(catalogue.owner_id(entry)).or_default().push(Course { thing: entry, places: first_places(&dues) });
    }
    let mut all: Vec<Course<&Arc<Entry>>> = owned.into_values().flat_map(|courses| first_of_owner(&courses)).collect();
    all.sort_by_key(|course| course.on(catalogue.span.first).is_none());
    AgeingList::new(all, catalogue.span, OWNERS * PER_OWNER, |entry| row(catalogue, from, entry))
}

/// Returns from each day on the first of the places that the parts of an entry have.
fn first_places(dues: &[&DueCourse<'_>]) -> Vec<(NaiveDate, Option<usize>)> {
    let days: BTreeSet<NaiveDate> = dues.iter().flat_map(|due| due.phases.iter().map(|phase| phase.from)).collect();
    let first = |day: NaiveDate| dues.iter().filter_map(|due| due.place_on(day)).min();
    days.into_iter().map(|day| (day, first(day))).collect()
}

/// Keeps of the entries of one owner those that are among the first of them on some day, on the days on which they are.
fn first_of_owner<'b>(courses: &[Course<&'b Arc<Entry>>]) -> Vec<Course<&'b Arc<Entry>>> {
    let days: BTreeSet<NaiveDate> =
        courses.iter().flat_map(|course| course.places.iter().map(|(from, _)| *from)).collect();
    let mut kept: Vec<Course<&Arc<Entry>>> =
        courses.iter().map(|course| Course { thing: course.thing, places: Vec::new() }).collect();
    for day in days {
        let mut places: Vec<usize> = courses.iter().filter_map(|course| course.on(day)).collect();
        places.sort_unstable();
        let last = places.get(PER_OWNER - 1).copied().unwrap_or(usize::MAX);
        for (course, kept) in courses.iter().zip(&mut kept) {
            kept.places.push((day, course.on(day).filter(|place| *place <= last)));
        }
    }
    kept.retain(|course| course.places.iter().any(|(_, place)| place.is_some()));
    kept
}

fn checked(catalogue: &Catalogue<'_>, from: &Address) -> Vec<RowView> {
    let dated = |entry: &'_ &Arc<Entry>| Catalogue::last_check(entry);
    let mut entries: Vec<&Arc<Entry>> =
        catalogue.input.library.entries().iter().filter(|entry| dated(entry).is_some()).collect();
    entries.sort_by_cached_key(|entry| (std::cmp::Reverse(dated(entry)), entry.id.clone()));
    entries.into_iter().take(CHECKED).map(|entry| row(catalogue, from, entry)).collect()
}
