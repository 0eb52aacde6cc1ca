//! Who has to look at what: a queue for each owner, and all owners. For readers inside alone.

use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::claim_href;
use super::recheck::RecheckView;
use super::state::StateView;
use crate::entry::Entry;
use crate::freshness::{State, Timeline};
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;

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
    state: StateView,
    reason: String,
    exposure: Option<ExposureView>,
    still: Option<RecheckView>,
}

/// Something that waits, before it is shown.
struct Waiting<'b, 'a> {
    entry: &'a Arc<Entry>,
    /// The index of the claim; nothing for the whole entry.
    claim: Option<usize>,
    timeline: &'b Timeline,
    resting: Vec<&'a Opportunity>,
    state: State,
    since: NaiveDate,
}

/// How urgent something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Exposed,
    Overdue,
    Due,
}

impl Waiting<'_, '_> {
    fn urgency(&self) -> Urgency {
        match (self.state.is_trusted(), self.resting.is_empty()) {
            (false, false) => Urgency::Exposed,
            (false, true) => Urgency::Overdue,
            (true, _) => Urgency::Due,
        }
    }
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
    for (owner, queue) in catalogue.queues() {
        let waiting = waiting(catalogue, &queue.entries, day);
        let count = |urgency| waiting.iter().filter(|one| one.urgency() == urgency).count();
        let person = catalogue.input.library.lists.person(owner);
        rows.push(PersonRow {
            name: LinkView { text: catalogue.owner_name(owner), href: Some(address.link(&queue.address)) },
            roles: person.map(|person| person.roles.clone()).unwrap_or_default(),
            active_until: active_until(person),
            owned: queue.entries.len(),
            exposed: count(Urgency::Exposed),
            overdue: count(Urgency::Exposed) + count(Urgency::Overdue),
            due: count(Urgency::Due),
        });
        let view = queue_view(catalogue, assets, owner, &queue.address, waiting);
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

/// Everything in `entries` that is not fresh on `day`, the most urgent first.
fn waiting<'b, 'a>(catalogue: &'b Catalogue<'a>, entries: &[&'a Arc<Entry>], day: NaiveDate) -> Vec<Waiting<'b, 'a>> {
    let mut waiting = Vec::new();
    for entry in entries {
        let is_fresh = |timeline: &Timeline| timeline.on(day).state == State::Fresh;
        if catalogue.age(entry).is_none_or(is_fresh) {
            continue;
        }
        let resting = catalogue.resting_on(entry);
        let mut push = |claim, timeline: &'b Timeline| {
            let (state, since) = (timeline.on(day).state, timeline.on(day).from);
            if state != State::Fresh {
                waiting.push(Waiting { entry, claim, timeline, resting: resting.clone(), state, since });
            }
        };
        if let Some(timeline) = catalogue.own_age(entry) {
            push(None, timeline);
        }
        for (index, (_, timeline)) in catalogue.claims(entry).enumerate() {
            push(Some(index), timeline);
        }
    }
    waiting
        .sort_by_key(|one| (one.urgency(), std::cmp::Reverse(one.resting.len()), one.since, &one.entry.id, one.claim));
    waiting
}

fn queue_view(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
    owner: &str,
    address: &Address,
    waiting: Vec<Waiting<'_, '_>>,
) -> QueueView {
    let person = catalogue.input.library.lists.person(owner);
    let name = catalogue.owner_name(owner);
    let place = Place::of(PageKind::Queue, address.clone());
    let description = if owner.is_empty() {
        "What waits for a check.".to_owned()
    } else {
        format!("What waits for a check by {name}.")
    };
    let heading = Heading { title: name.clone(), description };
    let total = waiting.len();
    let mut parts = [
        (Urgency::Exposed, "Overdue, and used by open opportunities", "exposed"),
        (Urgency::Overdue, "Overdue", "overdue"),
        (Urgency::Due, "Due soon", "due"),
    ]
    .map(|(urgency, title, anchor)| (urgency, PartView { title, anchor, rows: Vec::new() }));
    for one in waiting.into_iter().take(ROWS) {
        if let Some((_, part)) = parts.iter_mut().find(|(urgency, _)| *urgency == one.urgency()) {
            part.rows.push(queue_row(catalogue, address, &one));
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
    }
}

fn queue_row(catalogue: &Catalogue<'_>, from: &Address, waiting: &Waiting<'_, '_>) -> QueueRow {
    let entry = waiting.entry;
    let page = LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) };
    let claim = waiting.claim.and_then(|index| entry.claims.get(index));
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    QueueRow {
        title: match claim {
            Some(claim) => LinkView {
                text: claim.text.value.clone(),
                href: Some(claim_href(catalogue, from, entry, &claim.id.value)),
            },
            None => page.clone(),
        },
        entry: claim.map(|_| page),
        kind: entry.kind.word(),
        state: StateView::new(waiting.timeline, catalogue.input.as_of),
        reason: waiting.timeline.on(day).reason(catalogue.input.library),
        exposure: ExposureView::new(catalogue, from, &waiting.resting),
        still: match claim {
            Some(claim) => RecheckView::of_claim(catalogue, entry, claim),
            None => RecheckView::of_entry(catalogue, entry),
        },
    }
}
