//! What a claim lost, as findings.

use super::record::ClaimRecord;
use crate::entry::{Claim, Entry};
use crate::finding::{Finding, Place};
use crate::rules::evidence::weakened::RULE;
use crate::source::Span;

/// Returns what `claim` lost of the evidence that was `known`.
pub(super) fn lost(known: &ClaimRecord, claim: &Claim, entry: &Entry) -> Vec<Finding> {
    let has_quote = claim.sources.iter().any(|source| source.quote.is_some());
    let mut findings = Vec::new();
    let mut lose = |what: &str, words: String| {
        let message = format!("the {words} of claim `{}` was removed, and the statement stays", claim.id.value);
        findings.push(finding(entry, claim.text.span, message, &format!("{}: {what}", claim.id.value)));
    };
    if let Some(date) = known.verified.filter(|_| claim.verified.is_none()) {
        lose("date", format!("verification date {date}"));
    }
    if known.has_source && claim.sources.is_empty() {
        lose("source", "source".to_owned());
    }
    // A quote without a page is no evidence, so a lost source says enough.
    if known.has_quote && !has_quote && !claim.sources.is_empty() {
        lose("quote", "quote".to_owned());
    }
    findings
}

/// Makes a finding of evidence that is gone, about `subject`.
pub(super) fn finding(entry: &Entry, span: Span, message: String, subject: &str) -> Finding {
    Finding::new(&RULE, Place::new(&entry.file, span), message).subject(format!("weakened: {subject}"))
}
