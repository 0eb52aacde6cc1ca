//! The finding that the interval of a check ended.

use super::part::AgingPart;
use crate::finding::{Finding, Rule};
use crate::freshness::{Cause, Check, Timeline};
use crate::rules::subject::Subject;
use chrono::NaiveDate;

/// Returns the check whose interval ended before `day`; `None` while it holds, or without a check.
pub(super) fn ended_check(timeline: &Timeline, day: NaiveDate) -> Option<&Check> {
    timeline.causes_on(day).find_map(|cause| match cause {
        Cause::IntervalEnded(check) => Some(check.as_ref()),
        _ => None,
    })
}

/// Returns the finding that the interval of the check of `part` ended; `None` while the check holds.
pub(super) fn stale(subject: &Subject<'_>, rule: &'static Rule, part: AgingPart<'_>) -> Option<Finding> {
    let check = ended_check(part.timeline, subject.check().today)?;
    let term = check.term.as_ref()?;
    let message = format!(
        "{} was checked on {}; its {} review interval ended on {}",
        part.name(),
        check.on.value,
        term.interval.adjective(),
        term.last_day
    );
    let what = if part.claim.is_some() { "it against its source" } else { "the text" };
    let help = format!("Re-check {what}, then run `{}`.", part.verify_command());
    let finding = subject.finding(rule, check.on.span, message).help(help).subject(part.id());
    Some(match &term.interval.decided_at {
        Some(place) => finding.see(place.clone(), "this interval applies"),
        None => finding,
    })
}
