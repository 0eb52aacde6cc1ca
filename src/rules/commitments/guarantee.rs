//! Words that bind the company.

use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::rules::words::List;

/// A text guarantees something, and Legal has not approved it.
pub(super) static RULE: Rule = Rule {
    id: "commitments/guarantee",
    severity: Severity::Error,
    profile: Profile::Essential,
    summary: "A text that customers get guarantees or warrants something, and Legal has not approved it.",
    mend: "Point to the contract instead, or have Legal approve the entry (`approvals`, role `legal`).",
    page: include_str!("guarantee.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let is_legal = |role: &str| role.eq_ignore_ascii_case("legal");
    if subject.entry.approvals.iter().any(|approval| approval.role.as_ref().is_some_and(|role| is_legal(role))) {
        return Vec::new();
    }
    let Some(prose) = super::said(subject) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Guarantee) {
        if sentence.range.start == last || !super::is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let message = format!("“{}” binds the company, and Legal has not approved it", hit.phrase);
        let mut finding = subject.finding(&RULE, prose.span(&hit.range), message).owner(Some("Legal"));
        finding.severity = super::severity(subject);
        found.push(finding);
    }
    found
}
