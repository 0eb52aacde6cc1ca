//! What wants to be checked again: claims and entries that are soon due, past their interval, or never checked.

use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{State, Step, Timeline, claim_timeline, own_timeline};
use crate::library::Library;
use chrono::NaiveDate;
use std::sync::Arc;

/// A claim, or an entry as a whole, that wants to be checked again.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim; nothing where the whole is meant.
    pub claim: Option<&'a Claim>,
    /// Its state on the day, since when, and why.
    pub step: Step,
}

impl Due<'_> {
    /// Returns `entry` or `entry#claim`.
    pub fn name(&self) -> String {
        self.claim.map_or_else(|| self.entry.id.clone(), |claim| format!("{}#{}", self.entry.id, claim.id.value))
    }

    /// Returns how pressing it is: what is past its interval or contradicted first, then what nobody ever checked, then
    /// what is soon due.
    pub fn urgency(&self) -> u8 {
        match self.step.state {
            State::Stale | State::Challenged => 0,
            State::Unverified => 1,
            _ => 2,
        }
    }
}

/// Returns what is due on `today`, by id, the claims of an entry before the entry. What another check would not fix is
/// left out: claims without a source, what has ended, and what a reader disputes.
pub fn due<'a>(library: &'a Library, settings: &Settings, today: NaiveDate) -> Vec<Due<'a>> {
    let live = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
    let mut found = Vec::new();
    for entry in live {
        let on = |timeline: Timeline| Some(timeline.on(today).clone()).filter(is_fixable);
        for claim in entry.claims.iter().filter(|claim| claim.challenged.is_none()) {
            let step = on(claim_timeline(claim, entry, library, settings));
            found.extend(step.map(|step| Due { entry, claim: Some(claim), step }));
        }
        let own = own_timeline(entry, library, settings).filter(|_| entry.challenged.is_none());
        found.extend(own.and_then(on).map(|step| Due { entry, claim: None, step }));
    }
    found
}

fn is_fixable(step: &Step) -> bool {
    matches!(step.state, State::Due | State::Unverified | State::Stale | State::Challenged)
}
