//! Sources without the words that carry the claim.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A source has no quote.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/missing-quote",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A source has no quote that shows which sentence supports the claim.",
    help: "Add `quote:` with the sentence of the page.",
    page: include_str!("missing_quote.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let sources = subject.entry.claims.iter().flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let unquoted = sources.filter(|(_, source)| source.quote.is_none() && source.url.starts_with("http"));
    unquoted
        .map(|(claim, source)| {
            let message = format!("a source of the claim `{}` has no quote", claim.id.value);
            subject.finding(&RULE, source.url.span, message).subject(claim.id.value.clone())
        })
        .collect()
}
