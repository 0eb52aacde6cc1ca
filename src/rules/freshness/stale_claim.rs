//! Claims past the end of their interval.

use super::part::aging_parts;
use super::stale::stale;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The review interval of a claim has ended.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/stale-claim",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The review interval of a claim has ended.",
    help: "Re-check it against its source, then run `fieldbook verify`.",
    page: include_str!("stale_claim.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    aging_parts(subject).filter(|part| part.claim.is_some()).filter_map(|part| stale(subject, &RULE, part)).collect()
}
