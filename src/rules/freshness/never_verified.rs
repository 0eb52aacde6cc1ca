//! What is approved although nobody checked it.

use crate::config::Status;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// Something is approved and was never verified.
pub(super) static RULE: Rule = Rule {
    id: "freshness/never-verified",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Something is approved and was never verified.",
    help: "Check it, then run `fieldbook verify`.",
    page: include_str!("never_verified.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, settings) = (subject.entry, subject.check().settings);
    if entry.status.value != Status::Approved {
        return Vec::new();
    }
    let unchecked =
        entry.claims.iter().filter(|claim| claim.verified.is_none()).map(|claim| (Some(claim), claim.id.span));
    let is_reviewed = super::interval(entry, None, settings).is_some();
    let whole = (is_reviewed && entry.claims.is_empty() && entry.verified.is_none()).then_some((None, entry.head));
    unchecked
        .chain(whole)
        .map(|(claim, span)| {
            let name = super::called(entry, claim);
            let help = format!("Check it, then run `{}`.", super::verify_command(entry, claim));
            subject
                .finding(&RULE, span, format!("{name} is approved, and nobody has checked it"))
                .help(help)
                .subject(name)
        })
        .collect()
}
