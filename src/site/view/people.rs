//! Who has to look at what: a queue for each owner, and all owners. For readers inside alone.

use super::ageing::{AgeingList, Course, Tally, TurnsView, numbers};
use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::claim_href;
use super::recheck::RecheckView;
use super::state::StateView;
use crate::due::{DueCourse, DueItem, DuePhase, Need, Urgency, WeekLoad};
use crate::entry::Claim;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::NaiveDate;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The number of rows in one part of a queue.
const ROWS: usize = 150;

/// All owners.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PeopleView {
    frame: Frame,
    day: String,
    people: AgeingList<PersonRow>,
}

#[derive(Debug, Clone, Serialize)]
struct PersonRow {
    name: LinkView,
    roles: Vec<String>,
    /// The last day here, where it is known.
    active_until: Option<String>,
    owned: usize,
    exposed: usize,
    overdue: usize,
    due: usize,
    /// These three numbers, and those that follow, each after its first day.
    steps: String,
}

/// The queue of one owner.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct QueueView {
    frame: Frame,
    day: String,
    name: String,
    roles: Vec<String>,
    active_until: Option<String>,
    mail: Option<String>,
    owned: usize,
    parts: Vec<PartView>,
    total: TurnsView,
    /// The load of the weeks from the day of the build; empty if there is none.
    weeks: Vec<WeekView>,
}

/// What has to be checked in one week.
#[derive(Debug, Clone, Serialize)]
struct WeekView {
    /// Its first day.
    from: String,
    checks: usize,
    pages: usize,
}

/// Things that are equally urgent.
#[derive(Debug, Clone, Serialize)]
struct PartView {
    title: &'static str,
    anchor: &'static str,
    list: AgeingList<QueueRow>,
}

/// An entry or a claim that waits for a check.
#[derive(Debug, Clone, Serialize)]
struct QueueRow {
    title: LinkView,
    /// The entry that contains the claim; `None` for an entry.
    entry: Option<LinkView>,
    kind: &'static str,
    state: Option<StateView>,
    reason: String,
    /// What has to be done where a new check does not help.
    help: Option<&'static str>,
    exposure: Option<ExposureView>,
    still: Option<RecheckView>,
}

/// Returns the name of a person and the link to the queue; no link where there is none, nothing for outsiders.
pub(crate) fn person_link(catalogue: &Catalogue<'_>, from: &Address, name: &str) -> Option<LinkView> {
    let text = catalogue.person(name)?;
    Some(LinkView { text, href: catalogue.queue(name).map(|address| from.link(address)) })
}

/// What orders owners: those first of whom most is overdue and exposed, then overdue, then due.
type PersonKey = (Reverse<usize>, Reverse<usize>, Reverse<usize>, String);

/// Makes the page of all owners and the queue of each.
pub(crate) fn people_views(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
) -> ((Address, PeopleView), Vec<(Address, QueueView)>) {
    let day = catalogue.span.first;
    let address = PageKind::People.address();
    let (mut people, mut queues) = (Vec::new(), Vec::new());
    let mut due = BTreeMap::<String, Vec<&DueCourse<'_>>>::new();
    for course in catalogue.due() {
        due.entry(catalogue.owner_id(course.entry)).or_default().push(course);
    }
    let loads = catalogue.forecast(day);
    for (owner, queue) in catalogue.queues() {
        let due = due.remove(owner).unwrap_or_default();
        let link = LinkView { text: catalogue.owner_name(owner), href: Some(address.link(&queue.address)) };
        people.push(person_course(catalogue, owner, link, &due));
        let load = loads
            .iter()
            .find(|load| load.owner.as_ref().map_or("", |load| load.id.as_str()) == owner.trim_start_matches('@'));
        let list = OwnerList { owner, due: &due, weeks: load.map_or(&[], |load| load.weeks.as_slice()) };
        let view = queue_view(catalogue, assets, &queue.address, &list);
        queues.push((queue.address.clone(), view));
    }
    let courses = Course::ordered(people);
    let shown = courses.len();
    let people = AgeingList::new(courses, catalogue.span, shown, |row: &PersonRow| row.clone());
    let place = Place::of(PageKind::People, address.clone());
    let heading = Heading::of(PageKind::People, "Owners and their open re-checks.");
    let frame = Frame::new(catalogue, assets, &place, &heading);
    ((address, PeopleView { frame, day: day.to_string(), people }), queues)
}

/// Makes the row of one owner, with what orders it from each day on.
fn person_course(
    catalogue: &Catalogue<'_>,
    owner: &str,
    name: LinkView,
    due: &[&DueCourse<'_>],
) -> (PersonRow, Vec<(NaiveDate, Option<PersonKey>)>) {
    let mut tally = Tally::<3>::new(catalogue.span.first);
    for course in due {
        let group = |phase: &DuePhase<'_>| Some(phase.item.as_ref()?.urgency() as usize);
        tally.add(course.phases.iter().map(|phase| (phase.from, group(phase))));
    }
    // What is overdue and exposed is overdue too.
    let turns: Vec<(NaiveDate, [usize; 3])> =
        tally.turns().into_iter().map(|(day, [exposed, other, due])| (day, [exposed, exposed + other, due])).collect();
    let [exposed, overdue, due] = turns.first().map_or([0; 3], |(_, counts)| *counts);
    let texts = turns.iter().map(|(day, counts)| (*day, numbers(counts)));
    let key =
        |[exposed, overdue, due]: [usize; 3]| (Reverse(exposed), Reverse(overdue), Reverse(due), name.text.clone());
    let places = turns.iter().map(|(day, counts)| (*day, Some(key(*counts)))).collect();
    let person = catalogue.input.library.lists.person(owner);
    let owned = catalogue.queue_of(owner).map_or(0, |queue| queue.entries.len());
    let row = PersonRow {
        roles: person.map(|person| person.roles.clone()).unwrap_or_default(),
        active_until: active_until(person),
        owned,
        exposed,
        overdue,
        due,
        steps: TurnsView::new(texts).steps,
        name,
    };
    (row, places)
}

fn active_until(person: Option<&crate::library::Person>) -> Option<String> {
    person.and_then(|person| person.active_until.as_ref()).map(|day| day.value.to_string())
}

/// What one owner has to check.
struct OwnerList<'l, 'a> {
    owner: &'l str,
    due: &'l [&'l DueCourse<'a>],
    weeks: &'l [WeekLoad],
}

fn queue_view(catalogue: &Catalogue<'_>, assets: &Assets, address: &Address, list: &OwnerList<'_, '_>) -> QueueView {
    let OwnerList { owner, due, weeks } = *list;
    let person = catalogue.input.library.lists.person(owner);
    let name = catalogue.owner_name(owner);
    let place = Place::of(PageKind::Queue, address.clone());
    let description = if owner.is_empty() {
        "What waits for a check.".to_owned()
    } else {
        format!("What waits for a check by {name}.")
    };
    let heading = Heading { title: name.clone(), description };
    let mut tally = Tally::<1>::new(catalogue.span.first);
    for course in due {
        tally.add(course.phases.iter().map(|phase| (phase.from, phase.item.as_ref().map(|_| 0))));
    }
    let parts = [
        (Urgency::Exposed, "Overdue, and used by open opportunities", "exposed"),
        (Urgency::Overdue, "Overdue", "overdue"),
        (Urgency::Soon, "Due soon", "due"),
    ];
    let part = |(urgency, title, anchor)| {
        let courses: Vec<Course<&DueItem<'_>>> = due.iter().flat_map(|course| rows_of(course, urgency)).collect();
        let list = AgeingList::new(courses, catalogue.span, ROWS, |item| queue_row(catalogue, address, item));
        PartView { title, anchor, list }
    };
    let mail = person.and_then(|person| person.email.as_ref());
    QueueView {
        frame: Frame::new(catalogue, assets, &place, &heading),
        day: catalogue.span.first.to_string(),
        name,
        roles: person.map(|person| person.roles.clone()).unwrap_or_default(),
        active_until: active_until(person),
        mail: mail.and_then(|mail| crate::site::html::safe_url(&format!("mailto:{mail}"))),
        owned: catalogue.queue_of(owner).map_or(0, |queue| queue.entries.len()),
        parts: parts.into_iter().map(part).filter(|part| part.list.all_rows().next().is_some()).collect(),
        total: TurnsView::new(tally.turns().into_iter().map(|(day, [count])| (day, count.to_string()))),
        weeks: if weeks.iter().any(|week| week.checks > 0) {
            weeks.iter().map(WeekView::new).collect()
        } else {
            Vec::new()
        },
    }
}

/// Returns the rows of `course` in the part of what is `urgency`: one for each of its phases, since their words differ.
fn rows_of<'c, 'a>(course: &'c DueCourse<'a>, urgency: Urgency) -> Vec<Course<&'c DueItem<'a>>> {
    let next = course.phases.iter().skip(1).map(|phase| Some(phase.from)).chain([None]);
    let row = |(phase, next): (&'c DuePhase<'a>, Option<NaiveDate>)| {
        let thing = phase.item.as_ref().filter(|item| item.urgency() == urgency)?;
        let places = std::iter::once((phase.from, Some(phase.place))).chain(next.map(|next| (next, None)));
        Some(Course { thing, places: places.collect() })
    };
    course.phases.iter().zip(next).filter_map(row).collect()
}

impl WeekView {
    fn new(week: &WeekLoad) -> Self {
        Self { from: week.from.to_string(), checks: week.checks, pages: week.pages }
    }
}

fn queue_row(catalogue: &Catalogue<'_>, from: &Address, item: &DueItem<'_>) -> QueueRow {
    let entry = item.entry;
    let page = LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) };
    let of_claim = |claim: &Claim| {
        let found = catalogue.claims(entry).find(|(known, _)| std::ptr::eq(*known, claim));
        found.map(|(_, timeline)| timeline)
    };
    let timeline = item.claim.map_or_else(|| catalogue.own_age(entry), of_claim);
    QueueRow {
        title: match item.claim {
            Some(claim) => LinkView {
                text: claim.text.value.clone(),
                href: Some(claim_href(catalogue, from, entry, &claim.id.value)),
            },
            None => page.clone(),
        },
        entry: item.claim.map(|_| page),
        kind: entry.kind.word(),
        state: timeline.map(|timeline| StateView::new(timeline, catalogue.input.as_of)),
        reason: item.reason.clone(),
        help: (item.need != Need::Recheck).then(|| item.need.sentence()),
        exposure: ExposureView::new(catalogue, from, &item.opportunities),
        still: match (item.need, item.claim) {
            (Need::Recheck, Some(claim)) => RecheckView::of_claim(catalogue, entry, claim),
            (Need::Recheck, None) => RecheckView::of_entry(catalogue, entry),
            _ => None,
        },
    }
}
