//! Pages of sources that cannot be reached.

use super::looks::failed_looks;
use crate::evidence::ReachKind;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The page of a source cannot be reached.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/source-unreachable",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The page of a source cannot be reached.",
    help: "Open the page; name another source if it stays away, or run `fieldbook evidence capture` with a saved copy.",
    page: include_str!("source_unreachable.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    failed_looks(subject, &RULE, &[ReachKind::Unreachable])
}
