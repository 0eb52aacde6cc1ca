//! Approved entries and claims without a check.

use super::part::{AgingPart, aging_parts};
use crate::config::Status;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::Cause;
use crate::rules::subject::Subject;

/// Something is approved and was never verified.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/never-verified",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Something is approved and was never verified.",
    help: "Check it, then run `fieldbook verify`.",
    page: include_str!("never_verified.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.entry.status.value != Status::Approved {
        return Vec::new();
    }
    let is_never_verified =
        |part: &AgingPart<'_>| part.timeline.facts().any(|fact| matches!(fact.cause, Cause::NeverVerified(_)));
    aging_parts(subject)
        .filter(is_never_verified)
        .map(|part| {
            let name = part.name();
            let help = format!("Check it, then run `{}`.", part.verify_command());
            let message = format!("{name} is approved but has never been checked");
            subject.finding(&RULE, part.head(), message).help(help).subject(name)
        })
        .collect()
}
