//! The home page: what is next, what needs a check, what was checked.

use super::changes::{ChangeRow, touching};
use super::frame::{Frame, Heading, Place};
use super::freshness::needing;
use super::parts::{OpportunityRow, RowView, opportunity_row, row};
use super::trust::TrustView;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
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
    needs: Vec<RowView>,
    checked: Vec<RowView>,
    /// What changed this week and touches open opportunities.
    changed: Vec<ChangeRow>,
    changes: String,
    cards: Vec<RowView>,
    /// How many entries may be relied on, and of how many, on the day of the build.
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
        let needs = if catalogue.is_outside { Vec::new() } else { needs(catalogue, &from) };
        let people = people(catalogue, &from, &calls, &needs);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            title,
            more_calls: open.len().saturating_sub(CALLS),
            queues: (!catalogue.is_outside).then(|| from.link(&PageKind::People.address())),
            is_outside: catalogue.is_outside,
            has_opportunities: catalogue.snapshot.is_some(),
            no_opportunities_because: catalogue
                .snapshot
                .filter(|snapshot| snapshot.status.is_absent())
                .map(|snapshot| snapshot.status.reasons().join("; ")),
            checked: checked(catalogue, &from),
            changed: touching(catalogue, &from, CHECKED),
            changes: from.link(&PageKind::Changes.address()),
            cards: catalogue
                .input
                .library
                .of_kind(Kind::Battlecard)
                .take(CARDS)
                .map(|card| row(catalogue, &from, card))
                .collect(),
            trust: TrustView::new(catalogue, catalogue.input.as_of.unwrap_or(catalogue.input.built.day)),
            people,
            calls,
            needs,
        };
        (from, view)
    }
}

fn people(catalogue: &Catalogue<'_>, from: &Address, calls: &[OpportunityRow], needs: &[RowView]) -> Vec<PersonView> {
    let of_calls = calls.iter().map(|row| (&row.owner_id, &row.owner));
    let of_needs = needs.iter().map(|row| (&row.owner_id, &row.owner));
    let pairs = of_calls.chain(of_needs).filter_map(|(id, name)| Some((name.clone()?, id.clone()?)));
    let by_name: BTreeMap<String, String> = pairs.collect();
    let view = |(name, id): (String, String)| {
        let queue = catalogue.queue(&id).map(|address| from.link(address));
        PersonView { id, name, queue }
    };
    by_name.into_iter().map(view).collect()
}

/// The most urgent entries of each owner, the most urgent of all first.
fn needs(catalogue: &Catalogue<'_>, from: &Address) -> Vec<RowView> {
    let owners = needing(catalogue).into_iter().take(OWNERS);
    let shown: BTreeSet<&str> =
        owners.flat_map(|(_, entries)| entries.into_iter().take(PER_OWNER)).map(|entry| entry.id.as_str()).collect();
    let mut listed = BTreeSet::new();
    let due = catalogue.due().iter().map(|item| item.entry);
    let entries = due.filter(|entry| shown.contains(entry.id.as_str()) && listed.insert(entry.id.as_str()));
    entries.map(|entry| row(catalogue, from, entry)).collect()
}

fn checked(catalogue: &Catalogue<'_>, from: &Address) -> Vec<RowView> {
    let dated = |entry: &'_ &Arc<Entry>| Catalogue::last_check(entry);
    let mut entries: Vec<&Arc<Entry>> =
        catalogue.input.library.entries().iter().filter(|entry| dated(entry).is_some()).collect();
    entries.sort_by_cached_key(|entry| (std::cmp::Reverse(dated(entry)), entry.id.clone()));
    entries.into_iter().take(CHECKED).map(|entry| row(catalogue, from, entry)).collect()
}
