//! Pages of sources that do not let programs read them.

use super::looks::failed_looks;
use crate::evidence::ReachKind;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The page of a source does not let a program read it.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/source-blocked",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The page of a source does not let a program read it.",
    help: "Save the page yourself and run `fieldbook evidence capture`.",
    page: include_str!("source_blocked.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    failed_looks(subject, &RULE, &[ReachKind::Blocked, ReachKind::Unread])
}
