//! The word lists of the prose rules, and one automaton that finds all their words in one pass.
//!
//! A list is a text file: one phrase on a line, `#` for remarks. A phrase is matched as a whole; `*` at its end lets the
//! last word go on (`guarantee*` finds `guaranteed`).

use super::names::is_word;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident = $file:literal,)*) => {
        /// A word list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum List {
            $($(#[$doc])* $list,)*
        }

        const FILES: &[(List, &str)] = &[$((List::$list, include_str!(concat!("words/", $file)))),*];
    };
}

lists! {
    /// What an outsider takes for a promise of something that does not exist yet.
    Roadmap = "roadmap.txt",
    /// Words that bind the company.
    Guarantee = "guarantee.txt",
    /// Words around a price of our own.
    Price = "price.txt",
    /// Absolutes about another person.
    Absolute = "absolute.txt",
    /// Insults.
    Insult = "insult.txt",
    /// Words for unchecked statements.
    Hearsay = "hearsay.txt",
    /// Turns that answer the question they ask.
    Loaded = "loaded.txt",
    /// Praise without a measure.
    Vague = "vague.txt",
    /// Conditions and measures, which make a vague word exact.
    Measure = "measure.txt",
    /// Verbs with which a sentence states what a product does or lacks.
    Statement = "statement.txt",
    /// Advertising words.
    Filler = "filler.txt",
    /// Common misspellings.
    Spelling = "spelling.txt",
    /// Words that turn a sentence round.
    Negation = "negation.txt",
}

/// A phrase of a list, found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The list.
    pub(crate) list: List,
    /// The phrase as the list has it, without its star; where the line has `=>`, what follows is the fix.
    pub(crate) phrase: &'static str,
    /// What the line names after `=>`.
    pub(crate) instead: Option<&'static str>,
    /// Where it is in the text, the rest of the last word included.
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
struct Phrase {
    list: List,
    text: &'static str,
    instead: Option<&'static str>,
    goes_on: bool,
}

struct Lexicon {
    phrases: Vec<Phrase>,
    automaton: Option<AhoCorasick>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let phrases: Vec<Phrase> = FILES.iter().flat_map(|(list, text)| phrases(*list, text)).collect();
    let patterns = phrases.iter().map(|phrase| phrase.text);
    // The builder fails only beyond a size that these lists do not have; the tests of every rule would show it.
    // Every sentence of a site passes through it, so the fastest kind is worth its two megabytes.
    let kind = Some(AhoCorasickKind::DFA);
    let automaton = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(patterns).ok();
    Lexicon { phrases, automaton }
});

fn phrases(list: List, text: &'static str) -> impl Iterator<Item = Phrase> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(move |line| {
        let (line, instead) =
            line.split_once("=>").map_or((line, None), |(line, help)| (line.trim(), Some(help.trim())));
        let bare = line.strip_suffix('*');
        Phrase { list, text: bare.unwrap_or(line), instead, goes_on: bare.is_some() }
    })
}

/// Returns every phrase of every list in `text`, in order; phrases may overlap.
pub(crate) fn hits(text: &str) -> Vec<Hit> {
    let Some(automaton) = &LEXICON.automaton else { return Vec::new() };
    let mut hits: Vec<Hit> = automaton
        .find_overlapping_iter(text)
        .filter_map(|found| {
            let phrase = LEXICON.phrases.get(found.pattern().as_usize())?;
            let range = found.start()..if phrase.goes_on { word_end(text, found.end()) } else { found.end() };
            let Phrase { list, text: words, instead, .. } = phrase;
            is_word(text, range.clone()).then_some(Hit { list: *list, phrase: words, instead: *instead, range })
        })
        .collect();
    hits.sort_by_key(|hit| (hit.range.start, hit.list, hit.range.end));
    hits
}

fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|symbol: char| !symbol.is_alphanumeric()).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_go_on_and_other_phrases_are_whole() {
        let found: Vec<_> = hits("Guaranteed! An unguaranteed SLA, SLAs: the slab.").into_iter().collect();
        let words: Vec<_> =
            found.iter().filter(|hit| hit.list == List::Guarantee).map(|hit| hit.range.clone()).collect();
        assert_eq!(words, [0..10, 28..31, 33..37]);
    }

    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        for (list, text) in FILES {
            let lines: Vec<_> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
            assert!(lines.is_sorted(), "{list:?}");
            assert!(!lines.is_empty(), "{list:?}");
        }
    }
}
