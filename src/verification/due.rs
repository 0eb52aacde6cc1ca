//! What is due for a re-check: claims and entries that are soon due, past their interval, or never checked.

use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{Cause, EntryAges, State, Step, Timeline};
use crate::library::Library;
use chrono::NaiveDate;
use std::sync::Arc;

/// A claim, or an entry as a whole, that is due for a re-check.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim; `None` for the entry as a whole.
    pub claim: Option<&'a Claim>,
    /// Its state on the day, since when, and why.
    pub step: Step,
    /// Why, as one sentence.
    pub reason: String,
}

impl Due<'_> {
    /// Returns `entry` or `entry#claim`.
    pub fn name(&self) -> String {
        self.claim.map_or_else(|| self.entry.id.clone(), |claim| format!("{}#{}", self.entry.id, claim.id.value))
    }

    /// Returns how urgent it is, lowest first: past its interval or contradicted, then never checked, then soon due.
    pub fn urgency(&self) -> u8 {
        match self.step.state {
            State::Stale | State::Challenged => 0,
            State::Unverified => 1,
            _ => 2,
        }
    }
}

/// Returns what is due on `today`, by id, the claims of an entry before the entry. What a re-check would not fix is left
/// out: claims without a source, what has expired, and what a reader disputes.
pub fn due<'a>(library: &'a Library, settings: &Settings, today: NaiveDate) -> Vec<Due<'a>> {
    let live = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
    let mut found = Vec::new();
    for entry in live {
        let ages = EntryAges::new(entry, library, settings);
        let on = |claim: Option<&'a Claim>, timeline: &Timeline| {
            let step = timeline.on(today).clone();
            is_fixable(timeline, &step).then(|| Due { entry, claim, reason: step.reason(library), step })
        };
        let claims = entry.claims.iter().zip(&ages.claims);
        found.extend(claims.filter_map(|(claim, timeline)| on(Some(claim), timeline)));
        found.extend(ages.own.as_ref().and_then(|timeline| on(None, timeline)));
    }
    found
}

/// Returns whether a new check is what `step` needs: a dispute is resolved by its reader first, whatever its day.
fn is_fixable(timeline: &Timeline, step: &Step) -> bool {
    let is_disputed = timeline.facts().any(|fact| matches!(fact.cause, Cause::Challenged(_)));
    !is_disputed && matches!(step.state, State::Due | State::Unverified | State::Stale | State::Challenged)
}
