//! Our own prices and discounts.

use crate::entry::Kind;
use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::rules::words::List;
use regex::Regex;
use std::sync::LazyLock;

/// A text names a price or a discount of our own.
pub(super) static RULE: Rule = Rule {
    id: "commitments/price-term",
    severity: Severity::Error,
    profile: Profile::Strict,
    summary: "A text that customers get names a price or a discount of our own.",
    mend: "Leave figures to the quote; the account executive knows them.",
    page: include_str!("price_term.md"),
};

/// An amount of money, or a share.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:[$€£]\s?\d|\b(?:usd|eur|gbp|chf)\s?\d|\d\s?(?:usd|eur|gbp|chf|dollars|euros)\b|\d\s?%|\d percent)",
    )
    .ok()
});

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(prose), Some(amount)) = (super::said(subject), AMOUNT.as_ref()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Price) {
        let text = prose.text_of(sentence);
        let is_new = sentence.range.start != last;
        let Some(figure) = amount.find(text).filter(|_| is_new) else { continue };
        let is_share = figure.as_str().ends_with('%') || figure.as_str().ends_with("percent");
        let is_reduction =
            hit.phrase.starts_with("discount") || hit.phrase.starts_with("rebate") || hit.phrase.contains("off");
        let is_theirs = subject.entry.kind == Kind::Battlecard && !super::has_word(text, &["we", "our", "us"]);
        // A card is about the competitor, so a price on it is theirs unless it says otherwise.
        if (is_share && !is_reduction) || is_theirs || !super::is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let range = sentence.range.start + figure.start()..sentence.range.start + figure.end();
        let message = "this names a price or a discount of our own";
        let mut finding = subject.finding(&RULE, prose.span(&range), message).owner(Some("the account executive"));
        finding.severity = super::severity(subject);
        found.push(finding);
    }
    found
}
