//! Our own prices and discounts.

use super::commitment::{Commitment, PlacedCommitment};
use super::statement::{Statement, Statements, has_word};
use crate::kinds::Kind;
use crate::prose::{Hit, List};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// An amount of money, or a share.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:[$€£]\s?\d|\b(?:usd|eur|gbp|chf)\s?\d|\d\s?(?:usd|eur|gbp|chf|dollars|euros)\b|\d\s?[€£]|\d\s?%|\d percent)",
    )
    .ok()
});

/// What an amount goes on with: the rest of its number, its scale, and what it is paid for.
static REST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[.,]?\d)*(?:\s?(?:k|m|bn|thousand|million)\b)?(?:\s?(?:usd|eur|gbp|chf|dollars|euros)\b)?",
        r"(?:(?:\s?/\s?|\s(?:per|a|an|each|every|and)\s)(?:named\s|active\s|paid\s)?",
        r"(?:user|seat|licen[cs]e|agent|host|device|node|core|server|employee|account|site|instance|gb|tb|",
        r"hour|day|week|month|quarter|year)s?\b)*",
    ))
    .ok()
});

/// Returns the prices and discounts of our own that an entry names, one per sentence.
pub(crate) fn price_terms(statements: Statements<'_>) -> Vec<PlacedCommitment> {
    let mut found: Vec<(usize, PlacedCommitment)> =
        statements.ours(List::Price).filter_map(|own| price(&own)).collect();
    found.dedup_by_key(|(sentence, _)| *sentence);
    found.into_iter().map(|(_, placed)| placed).collect()
}

/// Returns the amount beside a phrase about prices if it is a price of ours, with the beginning of its sentence.
fn price(statement: &Statement<'_>) -> Option<(usize, PlacedCommitment)> {
    let (text, phrase) = (statement.text(), statement.hit.phrase);
    let figure = AMOUNT.as_ref()?.find(text)?;
    let is_share = figure.as_str().ends_with('%') || figure.as_str().ends_with("percent");
    let is_reduction = phrase.starts_with("discount") || phrase.starts_with("rebate") || phrase.contains("off");
    // A card is about the competitor, so a price on it is theirs unless it says otherwise.
    let is_theirs = statement.entry.kind == Kind::Battlecard && !has_word(text, &["we", "our", "us"]);
    let is_price = names_price(statement.hit, text, figure.range()) && (is_reduction || !is_share);
    let start = statement.sentence.range.start;
    let whole = whole_amount(text, figure.range());
    let amount = text.get(whole.clone()).unwrap_or(figure.as_str()).to_owned();
    let span = statement.prose.span(&(start + whole.start..start + whole.end));
    let placed = PlacedCommitment { commitment: Commitment::PriceTerm(amount), span };
    (is_price && !is_theirs).then_some((start, placed))
}

/// Extends `figure`, which may be a part of an amount of money in `text`, to all of it: `$4` in `$40 per user` to
/// `$40 per user`, `0 EUR` in `1,200 EUR a year` to `1,200 EUR a year`.
fn whole_amount(text: &str, figure: Range<usize>) -> Range<usize> {
    let before = text.get(..figure.start).unwrap_or_default();
    let is_of_number = |symbol: char| symbol.is_ascii_digit() || matches!(symbol, '.' | ',');
    let is_inside =
        text.get(figure.start..).is_some_and(|rest| rest.starts_with(|symbol: char| symbol.is_ascii_digit()));
    let number = if is_inside { before.trim_end_matches(is_of_number).len() } else { before.len() };
    let lead = before.get(number..).unwrap_or_default();
    let start = number + lead.len() - lead.trim_start_matches(['.', ',']).len();
    let after = text.get(figure.end..).unwrap_or_default();
    let rest = REST.as_ref().and_then(|rest| rest.find(after)).map_or(0, |rest| rest.end());
    start..figure.end + rest
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
