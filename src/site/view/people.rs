//! Who has to look at what: a queue for each owner, and all owners. For readers inside alone.

use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::claim_href;
use super::recheck::RecheckView;
use super::state::StateView;
use crate::due::{DueItem, Need, Urgency, WeekLoad};
use crate::entry::Claim;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeMap;

/// The number of rows in one queue.
const ROWS: usize = 150;

/// All owners.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PeopleView {
    frame: Frame,
    day: String,
    people: Vec<PersonRow>,
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
    total: usize,
    more: usize,
    /// The load of the next weeks; empty if there is none.
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
    rows: Vec<QueueRow>,
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

/// Makes the page of all owners and the queue of each.
pub(crate) fn people_views(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
) -> ((Address, PeopleView), Vec<(Address, QueueView)>) {
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let address = PageKind::People.address();
    let (mut rows, mut queues) = (Vec::new(), Vec::new());
    let mut due = BTreeMap::<String, Vec<&DueItem<'_>>>::new();
    for item in catalogue.due() {
        due.entry(catalogue.owner_id(item.entry)).or_default().push(item);
    }
    let loads = catalogue.forecast(day);
    for (owner, queue) in catalogue.queues() {
        let due = due.remove(owner).unwrap_or_default();
        let count = |urgency| due.iter().filter(|item| item.urgency() == urgency).count();
        let person = catalogue.input.library.lists.person(owner);
        rows.push(PersonRow {
            name: LinkView { text: catalogue.owner_name(owner), href: Some(address.link(&queue.address)) },
            roles: person.map(|person| person.roles.clone()).unwrap_or_default(),
            active_until: active_until(person),
            owned: queue.entries.len(),
            exposed: count(Urgency::Exposed),
            overdue: count(Urgency::Exposed) + count(Urgency::Overdue),
            due: count(Urgency::Soon),
        });
        let load = loads
            .iter()
            .find(|load| load.owner.as_ref().map_or("", |load| load.id.as_str()) == owner.trim_start_matches('@'));
        let list = OwnerList { owner, due: &due, weeks: load.map_or(&[], |load| load.weeks.as_slice()) };
        let view = queue_view(catalogue, assets, &queue.address, &list);
        queues.push((queue.address.clone(), QueueView { owned: queue.entries.len(), ..view }));
    }
    rows.sort_by_key(|row| {
        (
            std::cmp::Reverse(row.exposed),
            std::cmp::Reverse(row.overdue),
            std::cmp::Reverse(row.due),
            row.name.text.clone(),
        )
    });
    let place = Place::of(PageKind::People, address.clone());
    let heading = Heading::of(PageKind::People, "Owners and their open re-checks.");
    let frame = Frame::new(catalogue, assets, &place, &heading);
    ((address, PeopleView { frame, day: day.to_string(), people: rows }), queues)
}

fn active_until(person: Option<&crate::library::Person>) -> Option<String> {
    person.and_then(|person| person.active_until.as_ref()).map(|day| day.value.to_string())
}

/// What one owner has to check.
struct OwnerList<'l, 'a> {
    owner: &'l str,
    due: &'l [&'l DueItem<'a>],
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
    let total = due.len();
    let mut parts = [
        (Urgency::Exposed, "Overdue, and used by open opportunities", "exposed"),
        (Urgency::Overdue, "Overdue", "overdue"),
        (Urgency::Soon, "Due soon", "due"),
    ]
    .map(|(urgency, title, anchor)| (urgency, PartView { title, anchor, rows: Vec::new() }));
    for item in due.iter().take(ROWS) {
        if let Some((_, part)) = parts.iter_mut().find(|(urgency, _)| *urgency == item.urgency()) {
            part.rows.push(queue_row(catalogue, address, item));
        }
    }
    let mail = person.and_then(|person| person.email.as_ref());
    QueueView {
        frame: Frame::new(catalogue, assets, &place, &heading),
        day: catalogue.input.as_of.unwrap_or(catalogue.input.built.day).to_string(),
        name,
        roles: person.map(|person| person.roles.clone()).unwrap_or_default(),
        active_until: active_until(person),
        mail: mail.and_then(|mail| crate::site::html::safe_url(&format!("mailto:{mail}"))),
        owned: 0,
        parts: parts.into_iter().map(|(_, part)| part).filter(|part| !part.rows.is_empty()).collect(),
        total,
        more: total.saturating_sub(ROWS),
        weeks: if weeks.iter().any(|week| week.checks > 0) {
            weeks.iter().map(WeekView::new).collect()
        } else {
            Vec::new()
        },
    }
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
