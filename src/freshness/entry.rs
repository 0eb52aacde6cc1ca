//! The states of an entry: by its own dates, of each of its claims, and as a whole.

use super::cause::{Cause, Part};
use super::claim::{challenged, claim_timeline, hard_end};
use super::interval::entry_interval;
use super::timeline::{Step, Timeline, beginning};
use super::verified::{doubts, unlimited_check, verified_facts};
use crate::config::{Settings, Status};
use crate::entry::Entry;
use crate::library::Library;
use std::sync::Arc;

/// The timelines of an entry's parts.
#[derive(Debug, Clone)]
pub struct EntryAges {
    /// Its own dates, its claims aside; `None` without dates that can age.
    pub own: Option<Timeline>,
    /// Its claims, in their order.
    pub claims: Vec<Timeline>,
}

impl EntryAges {
    /// Works out the states of `entry` and of its claims.
    pub fn new(entry: &Entry, library: &Library, settings: &Settings) -> Self {
        let claims = claim_timelines(entry, library, settings).collect();
        Self { own: own_timeline(entry, library, settings), claims }
    }

    /// Returns the states of the whole: at each day the worst of its own and of its claims', and not proven for what is
    /// not approved yet.
    pub fn whole(&self, entry: &Entry) -> Option<Timeline> {
        let is_unapproved = entry.status.value <= Status::InReview;
        if self.claims.is_empty() && !is_unapproved {
            return self.own.clone();
        }
        let mut facts: Vec<Step> = self.own.iter().flat_map(Timeline::steps).cloned().collect();
        for (claim, timeline) in entry.claims.iter().zip(&self.claims) {
            let text: Arc<str> = shortened(&claim.text.value).into();
            let named = |step: &Step| Step { claim_text: Some(Arc::clone(&text)), ..step.clone() };
            facts.extend(timeline.steps().map(named));
        }
        if is_unapproved && !facts.is_empty() {
            // Of equal facts the last decides: that nothing was checked says more.
            facts.insert(0, Step::always(Cause::Unapproved(entry.status.value)));
        }
        Timeline::of_facts(facts)
    }
}

/// Returns the states of each claim of `entry`.
pub fn claim_timelines(entry: &Entry, library: &Library, settings: &Settings) -> impl Iterator<Item = Timeline> {
    entry.claims.iter().map(|claim| claim_timeline(claim, entry, library, settings))
}

/// Returns every state of `entry`; `None` for one that makes no statement that could age: no date, no claim, and a kind
/// that is not reviewed.
pub fn entry_timeline(entry: &Entry, library: &Library, settings: &Settings) -> Option<Timeline> {
    EntryAges::new(entry, library, settings).whole(entry)
}

/// Returns every state that `entry` has by its own dates, its claims aside.
pub fn own_timeline(entry: &Entry, library: &Library, settings: &Settings) -> Option<Timeline> {
    let mut facts = Vec::new();
    match (&entry.verified, entry_interval(entry, settings)) {
        (Some(verified), Some(interval)) => facts.extend(verified_facts(verified, interval, library)),
        (Some(verified), None) => facts.push(Step::always(Cause::Verified(Arc::new(unlimited_check(verified))))),
        (None, Some(_)) if entry.claims.is_empty() => facts.push(Step::always(Cause::NeverVerified(Part::Entry))),
        _ => {}
    }
    facts.extend(doubts(entry, None, library, settings));
    facts.extend(entry.expires.as_ref().map(hard_end));
    facts.extend(entry.challenged.as_ref().map(challenged));
    if !facts.is_empty() && facts.iter().all(|fact| fact.from > beginning()) {
        facts.push(Step::always(Cause::NothingAgainst));
    }
    Timeline::of_facts(facts)
}

/// Cuts a long statement at a word, so that a reason fits on a line.
fn shortened(text: &str) -> String {
    const WORDS: usize = 14;
    let words: Vec<_> = text.split_whitespace().collect();
    let kept = words.get(..WORDS.min(words.len())).unwrap_or_default().join(" ");
    if words.len() > WORDS { format!("{kept} …") } else { kept }
}
