//! Checks that have not happened yet.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A verification carries a day that is still to come.
pub(super) static RULE: Rule = Rule {
    id: "freshness/verified-in-future",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A verification, or the day a quote was taken, is still to come.",
    help: "Write the day on which somebody really checked.",
    page: include_str!("verified_in_future.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, today) = (subject.entry, subject.check().today);
    let verified = super::verifications(entry).map(|(claim, verified)| (claim, &verified.on, "was checked"));
    let sources = entry.claims.iter().flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let captured = sources.filter_map(|(claim, source)| Some((Some(claim), source.captured.as_ref()?, "was quoted")));
    let ahead = verified.chain(captured).filter(|(_, day, _)| day.value > today);
    ahead
        .map(|(claim, day, verb)| {
            let name = super::called(entry, claim);
            subject.finding(&RULE, day.span, format!("{name} {verb} on {}, which is after {today}", day.value))
        })
        .collect()
}
