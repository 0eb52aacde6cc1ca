//! Hard ends that have passed.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// An entry or a claim has a hard end, and it has passed.
pub(super) static RULE: Rule = Rule {
    id: "freshness/expired",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An entry or a claim has a hard end, and it has passed.",
    help: "Renew it and write the new end, or archive it.",
    page: include_str!("expired.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (entry, today) = (subject.entry, subject.check().today);
    let claims = entry.claims.iter().map(|claim| (Some(claim), claim.expires.as_ref()));
    let all = claims.chain([(None, entry.expires.as_ref())]);
    let ended = all.filter_map(|(claim, day)| day.filter(|day| day.value < today).map(|day| (claim, day)));
    ended
        .map(|(claim, day)| {
            let name = super::called(entry, claim);
            subject.finding(&RULE, day.span, format!("{name} ended on {}", day.value)).subject(name)
        })
        .collect()
}
