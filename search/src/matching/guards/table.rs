//! Tables of phrases, written as text: one row a line, `name: phrase, phrase`; `#` begins a comment.
//!
//! A phrase is found in any form of its words, since both sides are compared as stems; a word after `=` only as it is
//! written, since `monthly` is not a form of `month`.

use super::reading::{Word, stem_of};
use crate::bytes::size;
use crate::interner::Interner;
use crate::words::{WordStemmer, each_word};
use smol_str::SmolStr;

/// The phrases of a table by their first stem.
#[derive(Debug)]
pub(super) struct Table {
    names: Vec<String>,
    /// The first stems of the phrases.
    firsts: Interner,
    /// The phrases by the number of their first stem; longest first.
    phrases: Vec<Vec<Phrase>>,
}

/// A phrase and the row it belongs to.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    words: Vec<PhraseWord>,
    row: usize,
}

/// A word of a phrase.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PhraseWord {
    /// Any form with this stem.
    Stem(SmolStr),
    /// This form only.
    Plain(SmolStr),
}

impl PhraseWord {
    fn is(&self, word: &Word) -> bool {
        match self {
            Self::Stem(stem) => *stem == word.stem,
            Self::Plain(plain) => *plain == word.plain,
        }
    }
}

/// A phrase of a table in a text: its row, and the words from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) row: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Table {
    fn new() -> Self {
        Self { names: Vec::new(), firsts: Interner::with_capacity(64), phrases: Vec::new() }
    }

    /// Reads a table. Lines without a colon are rows whose name is their first phrase.
    pub(super) fn parse(text: &str) -> Self {
        let mut table = Self::new();
        for line in rows(text) {
            let (name, phrases) = line.split_once(':').unwrap_or((line.split(',').next().unwrap_or_default(), line));
            table.add(name.trim(), phrases);
        }
        table
    }

    /// Reads a table of opposites, `name: phrases | name: phrases`: rows 2n and 2n + 1 are the sides of a pair.
    pub(super) fn parse_pairs(text: &str) -> Self {
        let mut table = Self::new();
        for line in rows(text) {
            let (left, right) = line.split_once('|').unwrap_or((line, ""));
            for side in [left, right] {
                let (name, phrases) = side.split_once(':').unwrap_or((side, side));
                table.add(name.trim(), phrases);
            }
        }
        table
    }

    fn add(&mut self, name: &str, phrases: &str) {
        let row = self.names.len();
        self.names.push(name.to_owned());
        let stemmer = WordStemmer::new();
        for phrase in phrases.split(',') {
            let (mut words, mut first) = (Vec::new(), None);
            for written in phrase.split_whitespace() {
                each_word(written, |word, _| {
                    let stem = stem_of(&stemmer, word);
                    first.get_or_insert_with(|| stem.clone());
                    let is_plain = written.starts_with('=');
                    words.push(if is_plain { PhraseWord::Plain(word.into()) } else { PhraseWord::Stem(stem) });
                });
            }
            let Some(first) = first else { continue };
            let at = size(self.firsts.number(&first));
            if at == self.phrases.len() {
                self.phrases.push(Vec::new());
            }
            let Some(known) = self.phrases.get_mut(at) else { continue };
            known.push(Phrase { words, row });
            known.sort_by(|left, right| right.words.len().cmp(&left.words.len()).then(left.cmp(right)));
        }
    }

    /// The name of a row.
    pub(super) fn name(&self, row: usize) -> &str {
        self.names.get(row).map(String::as_str).unwrap_or_default()
    }

    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Every phrase in `words`, from left to right; of those that begin at one word the longest of each row.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (start, word) in words.iter().enumerate() {
            let known = self.firsts.find(&word.stem).and_then(|first| self.phrases.get(size(first)));
            let Some(known) = known else { continue };
            let rest = words.get(start..).unwrap_or_default();
            let fits = |phrase: &&Phrase| {
                phrase.words.len() <= rest.len() && phrase.words.iter().zip(rest).all(|(own, word)| own.is(word))
            };
            for phrase in known.iter().filter(fits) {
                if !found.iter().any(|other| other.start == start && other.row == phrase.row) {
                    found.push(Found { row: phrase.row, start, end: start + phrase.words.len() });
                }
            }
        }
        found
    }

    /// Every phrase in `words` that is not inside a longer one.
    pub(super) fn find_longest(&self, words: &[Word]) -> Vec<Found> {
        let all = self.find(words);
        let is_inside = |one: &Found, other: &Found| {
            other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start
        };
        all.iter().filter(|one| !all.iter().any(|other| is_inside(one, other))).copied().collect()
    }
}

/// The lines of a table without comments and empty ones.
pub(super) fn rows(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reading;
    use super::*;

    #[test]
    fn phrases_are_found_in_any_form_and_the_longest_first() {
        let table = Table::parse("# frequencies\n12: =monthly, every month # often\n1: year\n\n");
        let found = |text: &str| {
            let found = table.find(&Reading::of(text).words);
            found.iter().map(|found| (table.name(found.row).to_owned(), found.start..found.end)).collect::<Vec<_>>()
        };
        assert_eq!(found("Reviewed every months, then years"), [("12".to_owned(), 1..3), ("1".to_owned(), 4..5)]);
        assert_eq!(found("never"), []);
        assert_eq!(Table::parse_pairs("a: x | b: y").len(), 2);
    }
}
