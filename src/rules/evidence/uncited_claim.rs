//! Claims that the text never uses.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use std::collections::BTreeSet;

/// A claim is defined and the body never cites it.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/uncited-claim",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A claim is defined, and the body never cites it.",
    help: "Cite it as `[^id]` where the text says so, or take it out.",
    page: include_str!("uncited_claim.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    // A card without text is its list of claims.
    if !subject.is_due_complete() || entry.text().trim().is_empty() {
        return Vec::new();
    }
    let cited: BTreeSet<&str> = entry.body.citations.iter().map(|citation| citation.label.value.as_str()).collect();
    let uncited = entry.claims.iter().filter(|claim| !cited.contains(claim.id.value.as_str()));
    uncited
        .map(|claim| subject.finding(&RULE, claim.id.span, format!("the body never cites `{}`", claim.id.value)))
        .collect()
}
