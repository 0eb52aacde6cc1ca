//! Words that bind the company.

use super::binding::{finding, said};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::{guarantees, is_approved_by_legal};
use crate::rules::own_subject::OwnSubject;
use crate::rules::subject::Subject;

/// A text guarantees something, and Legal has not approved it.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/guarantee",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A text that customers get guarantees or warrants something, and Legal has not approved it.",
    help: "Point to the contract instead, or have Legal approve the entry (`approvals`, role `legal`).",
    page: include_str!("guarantee.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let placed = said(subject).map_or(Vec::new(), guarantees);
    placed.iter().map(|placed| finding(subject, &RULE, placed, "Legal")).collect()
}

/// Returns whether a guarantee in the entry is one that Legal has not approved.
pub(crate) fn is_unapproved(subject: &Subject<'_>) -> bool {
    let check = subject.check();
    !is_approved_by_legal(subject.entry, check.library, check.settings.site.attestation)
}
