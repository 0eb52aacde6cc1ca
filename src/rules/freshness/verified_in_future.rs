//! Checks with a day in the future.

use super::part::aging_parts;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::source::Spanned;
use chrono::NaiveDate;

/// The day of a verification is in the future.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/verified-in-future",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The day of a verification, or the day a quote was captured, is in the future.",
    help: "Write the day on which the check was made.",
    page: include_str!("verified_in_future.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, today) = (subject.entry, subject.check().today);
    let ahead = |name: String, verb: &str, day: &Spanned<NaiveDate>| {
        let message = format!("{name} {verb} on {}, which is after {today}", day.value);
        (day.value > today).then(|| subject.finding(&RULE, day.span, message))
    };
    let verified = aging_parts(subject).filter_map(|part| ahead(part.name(), "was checked", &part.verification()?.on));
    let captured = entry.claims.iter().flat_map(|claim| {
        let days = claim.sources.iter().filter_map(|source| source.captured.as_ref());
        days.filter_map(|day| ahead(format!("the claim `{}`", claim.id.value), "was quoted", day))
    });
    verified.chain(captured).collect()
}
