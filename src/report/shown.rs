//! Findings as they may be shown: places worked out, secrets and control characters taken out.
//!
//! A secret is known by its place: that of a finding of the family `secrets`, and every place the caller adds. Lines
//! that hold one are never shown, whoever points at them, and a text that repeats one has it replaced.

use super::Report;
use crate::finding::{Family, Place, Rule, Severity};
use crate::source::Position;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands where a secret stood.
const MASK: &str = "•••";

/// Secrets shorter than this many bytes are hidden with their line but not searched in other texts, where they would
/// blot out ordinary words.
const SHORTEST_MASKED: usize = 6;

/// Most bytes of source that one place shows.
const EXCERPT_LIMIT: usize = 4096;

/// A finding as it may be shown.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) spot: Spot<'a>,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) owner: Option<String>,
    pub(super) fingerprint: &'a str,
    pub(super) related: Vec<(Spot<'a>, String)>,
}

/// A place as it may be shown.
#[derive(Debug)]
pub(super) struct Spot<'a> {
    pub(super) path: String,
    pub(super) start: Position,
    pub(super) end: Position,
    pub(super) excerpt: Excerpt<'a>,
}

/// The source lines of a place.
#[derive(Debug)]
pub(super) enum Excerpt<'a> {
    /// Whole lines, and the part of them that is meant.
    Lines(&'a str, Range<usize>),
    /// Nothing, since the line holds a secret.
    Secret,
    /// Nothing, since the line is longer than anybody reads.
    Long,
}

/// Returns the findings of `report` as they may be shown, in their order.
pub(super) fn show<'a>(report: &'a Report<'_>) -> Vec<Shown<'a>> {
    let secrets = Secrets::new(report);
    let fingerprints = report.fingerprints.iter().map(String::as_str).chain(std::iter::repeat(""));
    let shown = report.findings.iter().zip(fingerprints).map(|(finding, fingerprint)| Shown {
        rule: finding.rule,
        severity: finding.severity,
        spot: secrets.spot(&finding.place),
        message: secrets.text(&finding.message),
        help: secrets.text(&finding.help),
        owner: finding.owner.as_deref().map(|owner| secrets.text(owner)),
        fingerprint,
        related: finding.related.iter().map(|(place, words)| (secrets.spot(place), secrets.text(words))).collect(),
    });
    shown.collect()
}

/// Where secrets stand, and what they are.
struct Secrets<'a> {
    lines: BTreeMap<&'a str, BTreeSet<u32>>,
    texts: Option<AhoCorasick>,
}

impl<'a> Secrets<'a> {
    fn new(report: &'a Report<'_>) -> Self {
        let found = report.findings.iter().filter(|finding| finding.rule.family == Family::Secrets);
        let found: Vec<_> = found.collect();
        let related = found.iter().flat_map(|finding| finding.related.iter().map(|(place, _)| place));
        let mut lines = BTreeMap::<_, BTreeSet<u32>>::new();
        let mut texts = BTreeSet::new();
        for place in found.iter().map(|finding| &finding.place).chain(report.secrets) {
            let text = place.file.slice(place.span);
            // A key of many lines is quoted in messages as one line or in part.
            texts.extend(std::iter::once(text).chain(text.lines()).map(str::trim));
            lines.entry(place.file.path()).or_default().extend(place.start().line..=place.end().line);
        }
        for place in related {
            lines.entry(place.file.path()).or_default().extend(place.start().line..=place.end().line);
        }
        texts.retain(|text| text.len() >= SHORTEST_MASKED);
        let texts = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).ok();
        Self { lines, texts }
    }

    /// Masks secrets in `text`; where they could not be searched, masks the whole.
    fn mask(&self, text: &str) -> String {
        let Some(texts) = &self.texts else { return MASK.to_owned() };
        let mut masked = String::with_capacity(text.len());
        texts.replace_all_with(text, &mut masked, |_, _, masked| {
            masked.push_str(MASK);
            true
        });
        masked
    }

    fn text(&self, text: &str) -> String {
        printable(&self.mask(text))
    }

    fn spot<'p>(&self, place: &'p Place) -> Spot<'p> {
        let (start, end) = (place.start(), place.end());
        Spot { path: self.mask(place.file.path()), start, end, excerpt: self.excerpt(place, start.line, end.line) }
    }

    /// Returns the lines of `place`, or only its first where the whole may not be shown.
    fn excerpt<'p>(&self, place: &'p Place, first_line: u32, last_line: u32) -> Excerpt<'p> {
        let lines = self.lines.get(place.file.path());
        let has_secret = |last| lines.is_some_and(|lines| lines.range(first_line..=last).next().is_some());
        if has_secret(first_line) {
            return Excerpt::Secret;
        }
        let text = place.file.text();
        let range = place.span.range();
        if !has_secret(last_line)
            && let Some(excerpt) = cut(text, range.clone())
        {
            return excerpt;
        }
        let rest = text.get(range.start..).unwrap_or_default();
        let first_end = range.start + rest.find('\n').unwrap_or(rest.len());
        cut(text, range.start..first_end).unwrap_or(Excerpt::Long)
    }
}

/// Cuts the whole lines around `range` out of `text`, unless they are too long.
fn cut(text: &str, range: Range<usize>) -> Option<Excerpt<'_>> {
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    // A span that ends with a line end does not mean the next line too.
    let inner = text.get(range.clone())?.trim_end_matches(['\r', '\n']);
    let inner_end = range.start + inner.len();
    let rest = text.get(inner_end..)?;
    let end = inner_end + rest.find('\n').unwrap_or(rest.len());
    let lines = text.get(start..end)?;
    let meant = range.start - start..inner_end - start;
    let shown = lines.trim_end_matches('\r');
    let lines = if shown.len() < meant.end { lines } else { shown };
    (lines.len() <= EXCERPT_LIMIT).then_some(Excerpt::Lines(lines, meant))
}

/// Makes `text` one line that cannot style or rearrange what surrounds it.
///
/// Line ends and tabs become spaces; other control characters and those that change the direction of writing (Unicode
/// Standard Annex 9, revision 50, section 2) become their escapes.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => printable.push(' '),
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                printable.extend(character.escape_unicode());
            }
            _ if character.is_control() => printable.extend(character.escape_unicode()),
            _ => printable.push(character),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_cut_out() {
        let text = "one\r\ntwo\nthree";
        let lines = |range| match cut(text, range) {
            Some(Excerpt::Lines(lines, meant)) => Some((lines, meant)),
            _ => None,
        };
        assert_eq!(lines(1..2), Some(("one", 1..2)));
        assert_eq!(lines(0..5), Some(("one", 0..3)), "its own line end does not add a line");
        assert_eq!(lines(4..4), Some(("one\r", 4..4)), "between the two characters of a line end");
        assert_eq!(lines(6..8), Some(("two", 1..3)), "up to the line end");
        assert_eq!(lines(6..10), Some(("two\nthree", 1..5)));
        assert_eq!(lines(14..14), Some(("three", 5..5)));
        assert_eq!(lines(14..15), None, "past the end");
    }

    #[test]
    fn an_excerpt_has_a_longest_length() {
        let text = "x".repeat(EXCERPT_LIMIT);
        assert!(cut(&text, 0..1).is_some());
        assert!(cut(&format!("{text}x"), 0..1).is_none());
    }

    #[test]
    fn printable_text_is_one_line_without_commands() {
        assert_eq!(printable(" a\r\nb\tc\nd\u{2028}e "), "a b c d e");
        assert_eq!(
            printable("\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"),
            r"\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"
        );
        assert_eq!(printable("ä😀`<|\u{200d}"), "ä😀`<|\u{200d}");
    }
}
