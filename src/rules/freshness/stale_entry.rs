//! Entries past the end of their review interval.

use super::part::aging_parts;
use super::stale::stale;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The review interval of an entry has ended.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/stale-entry",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The review interval of an entry has ended.",
    help: "Re-check the text, then run `fieldbook verify`.",
    page: include_str!("stale_entry.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let whole = aging_parts(subject).filter(|part| part.claim.is_none());
    let mut found: Vec<Finding> = whole.filter_map(|part| stale(subject, &RULE, part)).collect();
    if !subject.entry.kind.facts().is_sent_unread {
        for finding in &mut found {
            finding.severity = Severity::Warning;
        }
    }
    found
}
