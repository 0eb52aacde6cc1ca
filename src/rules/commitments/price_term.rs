//! Our own prices and discounts.

use super::statement::{has_word, is_ours, said, severity};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::{Hit, List};
use crate::rules::subject::Subject;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A text names a price or a discount of our own.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/price-term",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text that customers get names a price or a discount of our own.",
    help: "Leave figures to the quote; the account executive knows them.",
    page: include_str!("price_term.md"),
};

/// An amount of money, or a share.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:[$€£]\s?\d|\b(?:usd|eur|gbp|chf)\s?\d|\d\s?(?:usd|eur|gbp|chf|dollars|euros)\b|\d\s?%|\d percent)",
    )
    .ok()
});

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(prose), Some(amount)) = (said(subject), AMOUNT.as_ref()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Price) {
        let text = prose.text_of(sentence);
        let is_new = sentence.range.start != last;
        let Some(figure) = amount.find(text).filter(|_| is_new) else { continue };
        let is_share = figure.as_str().ends_with('%') || figure.as_str().ends_with("percent");
        let is_reduction =
            hit.phrase.starts_with("discount") || hit.phrase.starts_with("rebate") || hit.phrase.contains("off");
        let is_theirs = subject.entry.kind == Kind::Battlecard && !has_word(text, &["we", "our", "us"]);
        // A card is about the competitor, so a price on it is theirs unless it says otherwise.
        let is_price = names_price(hit, text, figure.range()) && (is_reduction || !is_share);
        if !is_price || is_theirs || !is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let range = sentence.range.start + figure.start()..sentence.range.start + figure.end();
        let message = "this names a price or a discount of our own";
        let mut finding = subject.finding(&RULE, prose.span(&range), message).owner(Some("the account executive"));
        finding.severity = severity(subject);
        found.push(finding);
    }
    found
}

/// Returns whether the money at `figure` is what a customer pays for a product: no share, no cost of our own, no
/// contract's worth in an account of sales, no budget, nothing made up for an example.
fn names_price(hit: &Hit, text: &str, figure: Range<usize>) -> bool {
    const SHARES: [&str; 4] = ["stock", "equity", "fmv", "strike"];
    const SOLD: [&str; 13] = [
        "plan",
        "plans",
        "licence",
        "license",
        "licences",
        "licenses",
        "seat",
        "seats",
        "subscription",
        "edition",
        "package",
        "we",
        "our",
    ];
    const BOOKED: [&str; 7] = ["arr", "acv", "tcv", "closes", "closed", "commitment", "amended"];
    const EXAMPLES: [&str; 4] = ["example", "for example", "for an example", "suppose"];
    let before = text.get(..figure.start).unwrap_or_default();
    let after = text.get(figure.end..).unwrap_or_default();
    let is_nothing = figure_is_zero(text.get(figure).unwrap_or_default(), after);
    let is_sold = match hit.phrase {
        "costs" => has_word(before, &SOLD),
        "subscription" => !has_word(text, &BOOKED) && !before.trim_end().ends_with("up to"),
        _ => true,
    };
    let lead = text.trim_start().to_lowercase();
    let is_example = EXAMPLES.iter().any(|word| lead.starts_with(word));
    is_sold && !is_nothing && !is_example && !has_word(text, &SHARES)
}

/// Returns whether an amount that begins as `figure` and goes on as `after` is nothing at all.
fn figure_is_zero(figure: &str, after: &str) -> bool {
    figure.ends_with('0')
        && figure.bytes().filter(u8::is_ascii_digit).count() == 1
        && !after.trim_start_matches(['.', ',']).starts_with(|symbol: char| symbol.is_ascii_digit())
}
