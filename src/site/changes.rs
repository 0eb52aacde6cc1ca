//! What changed lately: what was written, what was checked, what ran out, and what competitors released.
//!
//! Everything follows from the entries, the days that Git knows, and the day of the build, so that the same commit and
//! day give the same list.

use super::catalogue::Catalogue;
use crate::entry::{AnyRelease, Claim, Entry, KindFields};
use crate::freshness::{Cause, State, Step, Timeline, is_outdated_by};
use crate::kinds::Kind;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many days back the list reaches.
pub const PAST_DAYS: u64 = 30;
/// How many days ahead it looks.
const SOON_DAYS: u64 = 14;

/// What happened, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// A competitor released something.
    Released,
    /// A person or a source contradicts it.
    Disputed,
    /// Its end has passed, or its interval.
    RanOut,
    /// It was written.
    New,
    /// It was checked.
    Checked,
    /// Its file was edited.
    Edited,
}

impl Event {
    /// Returns every event.
    pub(super) fn all() -> [Self; 6] {
        [Self::Released, Self::Disputed, Self::RanOut, Self::New, Self::Checked, Self::Edited]
    }

    /// Returns its name in anchors, classes and filters.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Disputed => "disputed",
            Self::RanOut => "ran-out",
            Self::New => "new",
            Self::Checked => "checked",
            Self::Edited => "edited",
        }
    }
}

/// One thing that happened to one entry on one day.
#[derive(Debug, Clone)]
pub(super) struct Change<'a> {
    /// The day.
    pub(super) day: NaiveDate,
    /// What happened.
    pub(super) event: Event,
    /// To what; for a release the competitor.
    pub(super) entry: &'a Arc<Entry>,
    /// To which of its claims; to the whole where there are none.
    pub(super) claims: Vec<usize>,
    /// Why, where a state changed.
    pub(super) reasons: Vec<String>,
    /// What was released.
    pub(super) release: Option<AnyRelease<'a>>,
}

/// What changed up to a day, and what will.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// The newest day first; within it the most urgent, then those on which most rests.
    pub(super) past: Vec<Change<'a>>,
    /// What runs out soon, the next first.
    pub(super) soon: Vec<Change<'a>>,
    /// The first and the last day of both lists.
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// Events of one entry, by day and kind of event.
type Gathered<'a> = BTreeMap<(NaiveDate, Event), Change<'a>>;

impl<'a> Changes<'a> {
    /// Gathers what changed, in one pass over the library.
    pub(super) fn new(catalogue: &Catalogue<'a>) -> Self {
        let today = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
        let first = today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today);
        let last = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today);
        let mut changes = Self { first, last, ..Self::default() };
        let (mut releases, written) = (Vec::new(), written(catalogue));
        for entry in catalogue.input.library.entries() {
            let mut gathered = Gathered::new();
            checks(entry, &mut gathered);
            turns(catalogue, entry, &mut gathered);
            if let Some(edits) = written.get(entry.id.as_str()) {
                for edit in *edits {
                    let event = if edit.is_new { Event::New } else { Event::Edited };
                    add(&mut gathered, entry, edit.on, event);
                }
            }
            for change in gathered.into_values().filter(|change| change.day >= first && change.day <= last) {
                match change.event {
                    _ if change.day <= today => changes.past.push(change),
                    Event::RanOut => changes.soon.push(change),
                    _ => {}
                }
            }
            releases.extend(released(entry).filter(|change| change.day >= first && change.day <= today));
        }
        changes.past.extend(releases);
        changes.past.sort_by_cached_key(|change| {
            let resting = std::cmp::Reverse(catalogue.resting_on(change.entry).len());
            (std::cmp::Reverse(change.day), change.event, resting, change.entry.id.clone())
        });
        changes.soon.sort_by(|one, other| (one.day, &one.entry.id).cmp(&(other.day, &other.entry.id)));
        changes
    }
}

/// The edits of each entry that represents a file: a file of answers counts as a whole.
fn written<'b>(catalogue: &'b Catalogue<'_>) -> BTreeMap<&'b str, &'b [crate::source::FileEdit]> {
    let mut of_file = BTreeMap::<&str, &Entry>::new();
    let Some(history) = catalogue.input.history else { return BTreeMap::new() };
    for entry in catalogue.input.library.entries() {
        let known = of_file.entry(entry.file.path()).or_insert(entry);
        if known.kind == Kind::Answer && entry.kind != Kind::Answer {
            *known = entry;
        }
    }
    let edits = |(path, entry): (&str, &'b Entry)| Some((entry.id.as_str(), history.files.get(path)?.as_slice()));
    of_file.into_iter().filter_map(edits).collect()
}

fn add<'a, 'b>(
    gathered: &'b mut Gathered<'a>,
    entry: &'a Arc<Entry>,
    day: NaiveDate,
    event: Event,
) -> &'b mut Change<'a> {
    let empty = || Change { day, event, entry, claims: Vec::new(), reasons: Vec::new(), release: None };
    gathered.entry((day, event)).or_insert_with(empty)
}

fn checks<'a>(entry: &'a Arc<Entry>, gathered: &mut Gathered<'a>) {
    if let Some(verified) = &entry.verified {
        add(gathered, entry, verified.on.value, Event::Checked);
    }
    for (index, claim) in entry.claims.iter().enumerate() {
        if let Some(verified) = &claim.verified {
            add(gathered, entry, verified.on.value, Event::Checked).claims.push(index);
        }
    }
}

/// The days on which something stopped being reliable.
fn turns<'a>(catalogue: &Catalogue<'a>, entry: &'a Arc<Entry>, gathered: &mut Gathered<'a>) {
    let event = |step: &Step| match step.state {
        State::Stale | State::Expired => Some(Event::RanOut),
        State::Challenged => Some(Event::Disputed),
        _ => None,
    };
    let library = catalogue.input.library;
    for (index, (_, timeline)) in catalogue.claims(entry).enumerate() {
        // A release that outdates a claim is listed itself.
        for step in timeline.steps().filter(|step| !matches!(step.cause, Cause::Release(_))) {
            let Some(event) = event(step) else { continue };
            let change = add(gathered, entry, step.from, event);
            change.claims.push(index);
            change.reasons.push(step.reason(library));
        }
    }
    for step in catalogue.own_age(entry).into_iter().flat_map(Timeline::steps) {
        if let Some(event) = event(step) {
            add(gathered, entry, step.from, event).reasons.push(step.reason(library));
        }
    }
}

fn released(entry: &Arc<Entry>) -> impl Iterator<Item = Change<'_>> {
    let releases = match &entry.kind_fields {
        KindFields::Competitor(own) => own.all_releases(),
        _ => Vec::new(),
    };
    // What names no capability is on the page of the competitor alone.
    let is_listed = |release: &AnyRelease<'_>| match release {
        AnyRelease::Written(_) => true,
        AnyRelease::Announced(announced) => !announced.touched.is_empty(),
    };
    releases.into_iter().filter(is_listed).filter_map(move |release| {
        Some(Change {
            day: release.date()?,
            event: Event::Released,
            entry,
            claims: Vec::new(),
            reasons: Vec::new(),
            release: Some(release),
        })
    })
}

/// Returns the claims about the competitor with this id that were checked before `release` and are about what it
/// touches.
pub(super) fn outdated<'b>(
    catalogue: &'b Catalogue<'_>,
    competitor: &str,
    release: AnyRelease<'_>,
) -> Vec<(&'b Arc<Entry>, &'b Claim)> {
    let capabilities: BTreeSet<&str> = release.capabilities().into_iter().collect();
    let cells = capabilities.into_iter().filter_map(|id| catalogue.matrix.cell(competitor, id));
    let claims = cells.flat_map(|cell| catalogue.claims_of_cell(cell));
    claims.filter(|(_, claim, _)| is_outdated_by(claim, release)).map(|(entry, claim, _)| (entry, claim)).collect()
}
