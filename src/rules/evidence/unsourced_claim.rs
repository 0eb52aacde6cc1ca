//! Claims without any source.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::Cause;
use crate::rules::freshness::{AgingPart, aging_parts};
use crate::rules::subject::Subject;

/// A claim names no source.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/unsourced-claim",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A claim names no source.",
    help: "Add `source:` with the page that says so, and `quote:` with its words; or take the claim out.",
    page: include_str!("unsourced_claim.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let is_unsourced = |part: &AgingPart<'_>| part.timeline.facts().any(|fact| matches!(fact.cause, Cause::Unsourced));
    aging_parts(subject)
        .filter(is_unsourced)
        .map(|part| {
            let message = format!("no source supports {}", part.name());
            let mut finding = subject.finding(&RULE, part.head(), message).unless_unread(part.written().source);
            if !subject.is_due_complete() {
                // The author of a draft may not have found the page yet.
                finding.severity = Severity::Warning;
            }
            finding
        })
        .collect()
}
