//! Quotes that are no longer on their page.

use super::looks::recorded_looks;
use crate::evidence::Verdict;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The page of a source no longer has the quote.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/quote-gone",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The page of a source no longer has the sentence that the claim quotes.",
    help: "Read the page, correct the claim or name another source, then run `fieldbook verify`.",
    page: include_str!("quote_gone.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    recorded_looks(subject, &RULE, |found| {
        let record = found.record;
        if record.verdict != Verdict::Missing || !found.is_open {
            return None;
        }
        let near = record.now.as_ref().map_or(String::new(), |now| format!("; the nearest sentence is: {now}"));
        let (claim, host, elsewhere) = (found.claim, &found.host, found.elsewhere());
        let message = format!("the quote of the claim `{claim}` is no longer on {host}{near}{elsewhere}");
        Some((message, Severity::Warning))
    })
}
