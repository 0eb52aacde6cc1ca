//! Papers about one deal where everybody reads them.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// An entry about one deal is in a shared root.
pub(crate) static RULE: Rule = Rule {
    id: "audience/deal-in-shared-root",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "An entry about one deal is in a shared root.",
    help: "Move it into a root with `private = true`.",
    page: include_str!("deal_in_shared_root.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.is_private || !entry.kind.facts().is_deal {
        return Vec::new();
    }
    let message = format!("a {} is about one deal, but root `{}` is not private", entry.kind.word(), entry.root);
    vec![subject.finding(&RULE, entry.title.span, message).subject(entry.id.clone())]
}
