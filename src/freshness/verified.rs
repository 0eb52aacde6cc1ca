//! What a recorded check brings: it holds, it ends soon, it ended, the person who made it has left.

use super::cause::{Cause, Check, Term, VerifierLeft};
use super::interval::ReviewInterval;
use super::timeline::Step;
use crate::entry::Verification;
use crate::finding::Place;
use crate::library::Library;
use chrono::{Days, NaiveDate};
use std::sync::Arc;

/// The least number of days before the end of an interval on which a new check is due.
const LEAST_DUE_DAYS: u64 = 7;

/// Fresh, then due in the last fifth of the interval (at least seven days), then stale from the day after its end;
/// challenged from the day after the verifier's last.
pub(super) fn verified_facts(verified: &Verification, interval: ReviewInterval, library: &Library) -> Vec<Step> {
    let on = verified.on.value;
    let last_day = interval.interval.after(on);
    let check = Arc::new(Check { term: Some(Term { interval, last_day }), ..unlimited_check(verified) });
    let mut facts = vec![
        Step::always(Cause::Verified(Arc::clone(&check))),
        Step::new(first_due_day(on, last_day), Cause::IntervalEnds(Arc::clone(&check))),
    ];
    facts.extend(last_day.succ_opt().map(|day| Step::new(day, Cause::IntervalEnded(check))));
    facts.extend(verifier_left(verified, library));
    facts
}

/// Returns a check that holds without end.
pub(super) fn unlimited_check(verified: &Verification) -> Check {
    Check { on: verified.on.clone(), by: verified.by.clone(), term: None }
}

fn first_due_day(on: NaiveDate, last_day: NaiveDate) -> NaiveDate {
    let length_days = last_day.signed_duration_since(on).num_days().unsigned_abs();
    let before = last_day.checked_sub_days(Days::new((length_days / 5).max(LEAST_DUE_DAYS)));
    before.and_then(|day| day.succ_opt()).unwrap_or(on).max(on)
}

/// Returns the step from which the person who made the check is no longer here to ask; `None` if no last day is known.
pub fn verifier_left(verified: &Verification, library: &Library) -> Option<Step> {
    let by = verified.by.as_ref()?;
    let person = library.lists.person(&by.value)?;
    let until = person.active_until.as_ref()?;
    let left = VerifierLeft {
        by: by.span,
        person: person.id.value.clone(),
        until: until.value,
        place: Place::new(&person.file, until.span),
    };
    Some(Step::new(until.value.succ_opt()?, Cause::VerifierLeft(Arc::new(left))))
}
