//! Claims without any source.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A claim names no source.
pub(super) static RULE: Rule = Rule {
    id: "evidence/unsourced-claim",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A claim names no source.",
    help: "Add `source:` with the page that says so, and `quote:` with its words; or take the claim out.",
    page: include_str!("unsourced_claim.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let unsourced = subject.entry.claims.iter().filter(|claim| claim.sources.is_empty());
    unsourced
        .map(|claim| {
            let message = format!("no source supports the claim `{}`", claim.id.value);
            let mut finding = subject.finding(&RULE, claim.id.span, message);
            if !subject.is_due_complete() {
                // Whoever writes a draft may still be looking for the page.
                finding.severity = Severity::Warning;
            }
            finding
        })
        .collect()
}
