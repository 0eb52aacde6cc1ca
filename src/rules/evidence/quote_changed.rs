//! Quotes whose page says something else now.

use super::looks::recorded_looks;
use crate::evidence::Verdict;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The page of a source says something else than the quote.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/quote-changed",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The page of a source says something else than the claim quotes.",
    help: "Read the page, correct the claim and its quote, then run `fieldbook verify`.",
    page: include_str!("quote_changed.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    recorded_looks(subject, &RULE, |found| {
        let record = found.record;
        if record.verdict != Verdict::Changed || record.is_against() && !found.is_open {
            return None;
        }
        let now = record.now.as_ref().map_or(String::new(), |now| format!("; the page now says: {now}"));
        let message =
            format!("the quote of the claim `{}` changed on {}: {}{now}", found.claim, found.host, record.words());
        Some((message, if record.is_against() { Severity::Warning } else { Severity::Info }))
    })
}
