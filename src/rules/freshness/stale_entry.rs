//! Entries past the end of their review interval.

use super::part::aging_parts;
use super::stale::stale;
use crate::entry::Kind;
use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// An entry was checked as a whole too long ago.
pub(super) static RULE: Rule = Rule {
    id: "freshness/stale-entry",
    severity: Severity::Error,
    profile: Profile::Essential,
    summary: "An entry was checked as a whole too long ago.",
    help: "Check the text, then run `fieldbook verify`.",
    page: include_str!("stale_entry.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let whole = aging_parts(subject).filter(|part| part.claim.is_none());
    let mut found: Vec<Finding> = whole.filter_map(|part| stale(subject, &RULE, part)).collect();
    if !subject.is_any_of(&[Kind::Battlecard, Kind::Answers, Kind::Answer]) {
        // What nobody sends to a customer unread may wait a little.
        for finding in &mut found {
            finding.severity = Severity::Warning;
        }
    }
    found
}
