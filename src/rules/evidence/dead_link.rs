//! Pages of sources that are gone.

use super::looks::recorded_looks;
use crate::evidence::Verdict;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The page of a source is gone.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/dead-link",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The page of a source is gone.",
    help: "Find where the page went or name another source, correct the quote, then run `fieldbook verify`.",
    page: include_str!("dead_link.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    recorded_looks(subject, &RULE, |found| {
        if found.record.verdict != Verdict::Gone || !found.is_open {
            return None;
        }
        let message = format!(
            "the page on {} that the claim `{}` quotes is gone since {}{}",
            found.host,
            found.claim,
            found.record.since,
            found.elsewhere()
        );
        Some((message, Severity::Warning))
    })
}
