//! What is on the list.

use super::horizon::Horizon;
use super::item::{DueItem, End, Need};
use super::reason::reason_ahead;
use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{Cause, EntryAges, State, Step, Timeline};
use crate::library::Library;
use crate::opportunity::Exposures;
use chrono::NaiveDate;
use std::sync::Arc;

/// Decides what is due on one day.
#[derive(Clone, Copy)]
pub struct DueSelection<'j, 'a> {
    /// The entries.
    pub library: &'a Library,
    /// What open opportunities depend on.
    pub exposures: &'j Exposures<'a>,
    /// The day.
    pub today: NaiveDate,
    /// How far ahead it looks.
    pub horizon: Horizon,
}

/// What is due, and how much was looked at.
#[derive(Debug, Clone, Default)]
pub struct DueItems<'a> {
    /// The list, by entry.
    pub items: Vec<DueItem<'a>>,
    /// The number of claims and entries that can be due.
    pub considered: usize,
}

impl<'a> DueSelection<'_, 'a> {
    /// Returns what is due of `entries` of the library, the claims of an entry before the entry.
    pub fn of_entries(&self, entries: impl Iterator<Item = &'a Arc<Entry>>, settings: &Settings) -> DueItems<'a> {
        let mut due = DueItems::default();
        for entry in entries {
            let ages = EntryAges::new(entry, self.library, settings);
            let of_entry = self.of_entry(entry, &ages);
            due.items.extend(of_entry.items);
            due.considered += of_entry.considered;
        }
        due
    }

    /// Returns what is due of `entry`, whose parts have these `ages`. Deprecated and archived entries are never due.
    pub fn of_entry(&self, entry: &'a Arc<Entry>, ages: &EntryAges) -> DueItems<'a> {
        if entry.status.value > Status::Approved {
            return DueItems::default();
        }
        let opportunities = || self.exposures.of_entry(entry, self.library);
        let parts = entry.claims.iter().map(Some).zip(&ages.claims).chain(ages.own.iter().map(|own| (None, own)));
        let mut due = DueItems::default();
        for (claim, timeline) in parts {
            due.considered += usize::from(can_end(timeline));
            let Some((end, need)) = self.end(timeline) else { continue };
            let opportunities = due.items.first().map_or_else(opportunities, |first| first.opportunities.clone());
            due.items.push(self.item(entry, claim, timeline, Decision { end, need, opportunities }));
        }
        due
    }

    fn item(
        &self,
        entry: &'a Arc<Entry>,
        claim: Option<&'a Claim>,
        timeline: &Timeline,
        decision: Decision<'a>,
    ) -> DueItem<'a> {
        let Decision { end, need, opportunities } = decision;
        let step = timeline.on(self.today).clone();
        let ahead = match end {
            End::Over(_) => None,
            End::On(_) => self.turn(timeline).and_then(|turn| reason_ahead(&turn.cause, self.library)),
        };
        let dispute = timeline.facts().find(|fact| need == Need::Resolution && is_dispute(&fact.cause));
        let dispute = dispute.map(|fact| fact.cause.sentence(self.library));
        let reason = dispute.or(ahead).unwrap_or_else(|| step.reason(self.library));
        DueItem { entry, claim, step, end, need, reason, opportunities }
    }

    /// Returns when what has this `timeline` ends and what it needs; `None` if it is not due.
    fn end(&self, timeline: &Timeline) -> Option<(End, Need)> {
        let step = timeline.on(self.today);
        if !step.state.is_trusted() {
            return Some((End::since(step), need(timeline, step)));
        }
        let turn = self.turn(timeline)?;
        let last_day = turn.from.pred_opt().unwrap_or(turn.from);
        let is_near = last_day <= self.horizon.last_day(self.today);
        let is_listed = match self.horizon {
            Horizon::Within(_) => is_near,
            Horizon::CheckSoon => {
                step.state == State::Due || (is_near && !matches!(turn.cause, Cause::IntervalEnded(_)))
            }
        };
        is_listed.then(|| (End::On(last_day), need(timeline, turn)))
    }

    /// Returns the first step after today from which it may not be relied on.
    fn turn<'t>(&self, timeline: &'t Timeline) -> Option<&'t Step> {
        timeline.steps().find(|step| step.from > self.today && !step.state.is_trusted())
    }
}

/// What was decided about one claim or entry.
struct Decision<'a> {
    end: End,
    need: Need,
    opportunities: Vec<&'a crate::opportunity::Opportunity>,
}

/// Returns whether something with this `timeline` can be due: now, or after some day.
fn can_end(timeline: &Timeline) -> bool {
    timeline.steps().any(|step| !step.state.is_trusted())
}

/// Returns what `step` needs. A dispute is settled by its reader first, whatever its day: a new check would hide it.
pub(super) fn need(timeline: &Timeline, step: &Step) -> Need {
    if timeline.facts().any(|fact| is_dispute(&fact.cause)) {
        return Need::Resolution;
    }
    match step.state {
        State::Unsourced => Need::Source,
        State::Expired => Need::Replacement,
        _ => Need::Recheck,
    }
}

fn is_dispute(cause: &Cause) -> bool {
    matches!(cause, Cause::Challenged(_))
}
