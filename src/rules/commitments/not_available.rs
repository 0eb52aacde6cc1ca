//! Promises that depend on what customers do not have.

use super::binding::finding;
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::unavailable_capabilities;
use crate::rules::subject::Subject;

/// A customer-facing promise depends on a capability that is not generally available.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/not-available",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A customer-facing promise depends on a capability that is not generally available.",
    help: "Say that it is not available to everybody, or take it out.",
    page: include_str!("not_available.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let is_said = subject.is_outside() || matches!(subject.entry.kind_fields, KindFields::Demo(_));
    if !is_said || !subject.is_live() {
        return Vec::new();
    }
    let placed = unavailable_capabilities(subject.entry, subject.check().library);
    placed.iter().map(|placed| finding(subject, &RULE, placed, "Product Management")).collect()
}
