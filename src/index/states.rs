//! Days and states as the search counts them.

use crate::freshness::{Badge, Timeline};
use chrono::{Datelike, NaiveDate};
use fieldbook_search::State;

/// Days from the start of the common era to 1970-01-01, from which the search counts.
const EPOCH: i32 = 719_163;

/// Returns `day` as the search counts it: days since 1970-01-01.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - EPOCH
}

/// Returns a timeline in the search's four words, one per day on which the word changes. The first holds always; its day
/// is that of the check, or the first that the search counts where nothing was checked.
pub fn states(timeline: &Timeline) -> Vec<(i32, State)> {
    let state = |badge| match badge {
        Badge::Current => State::Current,
        Badge::CheckSoon => State::CheckSoon,
        Badge::Stale => State::Stale,
        Badge::NotProven => State::NotProven,
    };
    let mut states: Vec<_> = timeline.steps().map(|step| (day_number(step.from), state(step.state.badge()))).collect();
    states.dedup_by_key(|(_, state)| *state);
    if let (Some((first, _)), Some(checked)) = (states.first_mut(), timeline.checked()) {
        *first = day_number(checked);
    }
    states
}
