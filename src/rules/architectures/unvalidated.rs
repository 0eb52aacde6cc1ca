//! Architectures that were never built.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// The entry does not say who tested the architecture, and with what.
pub(crate) static RULE: Rule = Rule {
    id: "architectures/unvalidated",
    family: Family::Architectures,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An architecture has no record of a test with a product version.",
    help: "Build it once, and record `verified: {on, by, with}` with the version.",
    page: include_str!("unvalidated.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Architecture || !subject.is_due_complete() {
        return Vec::new();
    }
    let (span, message) = match &entry.verified {
        None => (entry.head, "no test is recorded: `verified` is missing"),
        Some(verified) if verified.with.is_none() => {
            (verified.on.span, "the tested version is missing: `verified` has no `with`")
        }
        Some(_) => return Vec::new(),
    };
    vec![subject.finding(&RULE, span, message).subject("verified")]
}
