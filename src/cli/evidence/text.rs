//! What `fieldbook evidence` prints.

use crate::evidence::{Record, Verdict};
use crate::session::{Captured, ShownQuote, ShownQuotes};
use std::fmt::Write as _;

/// Returns what a capture recorded.
pub(super) fn captured_text(captured: &Captured) -> String {
    let mut text = String::new();
    for (quote, record) in &captured.quotes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {} ({})", captured.name, verdict(record), captured.path);
        push_sentences(&mut text, quote, record);
    }
    text
}

/// Returns all that is recorded of each quote.
pub(super) fn detailed_text(shown: &ShownQuotes) -> String {
    let mut text = String::new();
    for quote in &shown.quotes {
        text.push_str(&line(quote));
        push_details(&mut text, quote);
    }
    text
}

/// Returns a line for each quote, and their numbers.
pub(super) fn list_text(shown: &ShownQuotes) -> String {
    let lines: String = shown.quotes.iter().map(line).collect();
    lines + &summary(shown)
}

fn line(quote: &ShownQuote) -> String {
    let found = quote.record.as_ref().map_or_else(|| "no look yet".to_owned(), verdict);
    let challenged = if quote.is_challenging { ", challenges the claim" } else { "" };
    format!("{}: {found}{challenged}\n", quote.name)
}

fn summary(shown: &ShownQuotes) -> String {
    if shown.quotes.is_empty() {
        return "no claim has a source with a web address and a quote\n".to_owned();
    }
    let count = |verdict: Option<Verdict>| {
        shown.quotes.iter().filter(|quote| quote.record.as_ref().map(|record| record.verdict) == verdict).count()
    };
    let quotes = if shown.quotes.len() == 1 { "1 quote".to_owned() } else { format!("{} quotes", shown.quotes.len()) };
    let verdicts = [Verdict::Match, Verdict::Moved, Verdict::Changed, Verdict::Missing, Verdict::Gone];
    let verdicts = verdicts.map(|verdict| format!("{} {}", count(Some(verdict)), verdict.word())).join(", ");
    format!("{quotes}: {verdicts}, {} without a look\n", count(None))
}

pub(super) fn verdict(record: &Record) -> String {
    format!("{} since {}: {}", record.verdict.word(), record.since, record.words())
}

fn push_details(text: &mut String, quote: &ShownQuote) {
    let _ = writeln!(text, "  page: {}\n  quote: {}", quote.url, quote.quote);
    let Some(record) = &quote.record else { return };
    let by = record.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let seen = record.seen.map_or("never".to_owned(), |day| day.to_string());
    let _ = writeln!(text, "  last look: {}{by}; last match: {seen}", record.looked);
    push_sentences(text, &quote.quote, record);
    for difference in &quote.differences {
        let shown = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("\"{words}\"") };
        let (before, after) = (shown(&difference.before), shown(&difference.after));
        let _ = writeln!(text, "  differs: {before} -> {after} ({})", difference.class.noun());
    }
    let _ = writeln!(text, "  content: {}\n  archive: {}", record.content, record.archived());
}

pub(super) fn push_sentences(text: &mut String, quote: &str, record: &Record) {
    if let Some(to) = &record.to {
        let _ = writeln!(text, "  moved to: {to}");
    }
    if let Some(page) = &record.elsewhere {
        let _ = writeln!(text, "  the same words are on: {page}");
    }
    if record.verdict == Verdict::Gone {
        return;
    }
    if record.verdict.is_found() {
        let _ = writeln!(text, "  sentence: {}", record.sentence.as_deref().unwrap_or(quote));
        return;
    }
    let now = record.now.as_deref().unwrap_or("nothing near");
    let _ = writeln!(text, "  before: {}\n  now: {now}", record.sentence.as_deref().unwrap_or(quote));
}
