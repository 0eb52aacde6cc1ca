//! What a recorded check brings: it holds, it ends soon, it ended, the person who made it has left.

use super::cause::{Cause, Check, Term, Unattested, VerifierLeft};
use super::interval::ReviewInterval;
use super::text_change::text_change;
use super::timeline::Step;
use crate::config::Settings;
use crate::entry::{Claim, Entry, Verification};
use crate::finding::Place;
use crate::library::{DateRecord, DatedPart, Library};
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

/// Returns what speaks against the recorded check of `claim`, or of the whole entry: its text changed since, or the check
/// does not count.
pub(super) fn doubts(entry: &Entry, claim: Option<&Claim>, library: &Library, settings: &Settings) -> Vec<Step> {
    let Some(verified) = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref()) else {
        return Vec::new();
    };
    let part = claim.map_or(DatedPart::Entry, |claim| DatedPart::Claim(claim.id.value.clone()));
    let record = DateRecord::of_check(verified);
    let unattested = library.attest(&entry.id, &part, &record, settings.site.attestation).err();
    let unattested = unattested.map(|fault| Unattested { on: verified.on.clone(), fault });
    let changed = text_change(entry, claim, library).filter(|change| change.edit.is_material());
    let causes = unattested.map(|unattested| Cause::Unattested(Arc::new(unattested))).into_iter();
    causes.chain(changed.map(|change| Cause::TextChanged(Arc::new(change)))).map(Step::always).collect()
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
