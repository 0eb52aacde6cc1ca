//! States in the order of the days on which they begin.

use super::cause::Cause;
use super::state::State;
use chrono::NaiveDate;
use std::sync::Arc;

/// A state from a day on.
#[derive(Debug, Clone)]
pub struct Step {
    /// The first day; the first step of a timeline begins at [`beginning`].
    pub from: NaiveDate,
    /// The state from then on.
    pub state: State,
    /// Why, with the places that say so.
    pub cause: Cause,
    /// The claim that brings the state to its entry, shortened; `None` for what has the state itself.
    pub claim_text: Option<Arc<str>>,
}

impl Step {
    /// Makes the step that `cause` brings from `from` on.
    pub fn new(from: NaiveDate, cause: Cause) -> Self {
        Self { from, state: cause.state(), cause, claim_text: None }
    }

    /// Makes a step that holds from the beginning.
    pub(super) fn always(cause: Cause) -> Self {
        Self::new(beginning(), cause)
    }
}

/// Every state that something has, in order of days; never empty.
#[derive(Debug, Clone)]
pub struct Timeline {
    first: Step,
    later: Vec<Step>,
    /// Facts that decide no state, since a worse one has begun by their day.
    covered: Vec<Step>,
}

/// Returns the day on which every timeline begins.
pub fn beginning() -> NaiveDate {
    NaiveDate::default()
}

impl Timeline {
    /// Makes the timeline of a single cause that holds from the beginning.
    pub(super) fn always(cause: Cause) -> Self {
        Self { first: Step::always(cause), later: Vec::new(), covered: Vec::new() }
    }

    /// Makes the timeline in which at each day the worst of the facts that have begun holds; of equally bad ones the
    /// first to begin, and of those that begin on the same day the last of the list.
    pub fn of_facts(mut facts: Vec<Step>) -> Option<Self> {
        facts.sort_by_key(|fact| (fact.from, fact.state));
        let mut steps: Vec<Step> = Vec::new();
        let mut covered = Vec::new();
        for fact in facts {
            match steps.last_mut() {
                Some(last) if fact.state < last.state => covered.push(fact),
                Some(last) if fact.from == last.from => covered.push(std::mem::replace(last, fact)),
                Some(last) if fact.state == last.state => covered.push(fact),
                _ => steps.push(fact),
            }
        }
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        Some(Self { first, later: steps.collect(), covered })
    }

    /// Makes the timeline of what depends on all of `timelines`: at each day the worst of their states.
    pub fn of_all<'a>(timelines: impl Iterator<Item = &'a Self>) -> Option<Self> {
        Self::of_facts(timelines.flat_map(Self::steps).cloned().collect())
    }

    /// Returns the steps, in order of days.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// Returns the step that holds on `day`.
    pub fn on(&self, day: NaiveDate) -> &Step {
        self.later.iter().rev().find(|step| step.from <= day).unwrap_or(&self.first)
    }

    /// Returns the first day after the interval of the check; `None` without a check whose interval ends.
    pub fn interval_over_from(&self) -> Option<NaiveDate> {
        let ended = self.facts().filter(|fact| matches!(fact.cause, Cause::IntervalEnded(_)));
        ended.map(|fact| fact.from).min()
    }

    /// Returns the day of the check whose trust ends first; `None` if no check is ever relied on.
    pub fn checked(&self) -> Option<NaiveDate> {
        if !self.first.state.is_trusted() {
            return None;
        }
        let end = self.steps().find(|step| !step.state.is_trusted());
        end.and_then(|step| step.cause.checked()).or_else(|| self.facts().find_map(|fact| fact.cause.checked()))
    }

    /// Returns every fact, in no particular order: the steps, and what a worse state covers.
    pub fn facts(&self) -> impl Iterator<Item = &Step> {
        self.steps().chain(&self.covered)
    }

    /// Returns the causes of every fact that has begun on `day`, covered ones too: an expired claim can be disputed.
    pub fn causes_on(&self, day: NaiveDate) -> impl Iterator<Item = &Cause> {
        self.facts().filter(move |fact| fact.from <= day).map(|fact| &fact.cause)
    }
}
