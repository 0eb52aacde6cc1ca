//! Proofs of concept that grew without a word.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Edit, edit_since};
use crate::rules::subject::Subject;

/// A proof of concept grew, and no change is recorded.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/silent-scope-growth",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An agreed proof of concept has more than five criteria, or another text than the one verified, and no recorded change.",
    help: "Record who agreed to what under `changes`, or go back to what was agreed.",
    page: include_str!("silent_scope_growth.md"),
};

/// The most criteria of a plan that was not extended.
const MOST: usize = 5;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let KindFields::Poc(poc) = &entry.kind_fields else { return Vec::new() };
    if !subject.is_live() || poc.agreed.is_none() || !poc.changes.is_empty() {
        return Vec::new();
    }
    if let Some(sixth) = poc.success_criteria.get(MOST) {
        let message = format!(
            "this has {} criteria and no recorded change; a plan has three to five",
            poc.success_criteria.len()
        );
        return vec![subject.finding(&RULE, sixth.span, message).subject("success_criteria")];
    }
    let hash = entry.verified.as_ref().and_then(|verified| verified.hash.as_ref());
    let is_changed = |hash: &str| matches!(edit_since(hash, entry.text()), Some(Edit::Substance));
    let changed = hash.filter(|hash| is_changed(hash));
    changed
        .map(|hash| {
            subject.finding(&RULE, hash.span, "the plan changed after it was agreed, and no change is recorded")
        })
        .into_iter()
        .collect()
}
