//! A question, wording or answer as the guards compare it: its words, and the meanings they have.

use super::reading::{Reading, Word};
use super::table::Table;
use crate::words::is_stop_word;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static EQUIVALENTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("equivalents.txt")));
static FILLERS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("fillers.txt")));

/// A text with the meanings of its words.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Statement {
    pub(super) reading: Reading,
    /// The stems of its words, and the rows of the equivalents that they belong to.
    stems: BTreeSet<String>,
    meanings: BTreeSet<usize>,
    /// The meanings of each word.
    of_words: Vec<Vec<usize>>,
}

impl Statement {
    pub(in crate::matching) fn of(text: &str) -> Self {
        Self::from_reading(Reading::of(text))
    }

    /// One sentence of it, alone.
    pub(super) fn sentence(&self, number: usize) -> Self {
        let words = self.reading.sentence(number).to_vec();
        Self::from_reading(Reading { words, sentences: 1 })
    }

    fn from_reading(reading: Reading) -> Self {
        let mut of_words = vec![Vec::new(); reading.words.len()];
        let mut meanings = BTreeSet::new();
        for found in EQUIVALENTS.find(&reading.words) {
            meanings.insert(found.row);
            for word in of_words.iter_mut().take(found.end).skip(found.start) {
                word.push(found.row);
            }
        }
        let stems = reading.words.iter().map(|word| word.stem.clone()).collect();
        Self { reading, stems, meanings, of_words }
    }

    /// Adds the words of another text to those that it has.
    pub(in crate::matching) fn add(&mut self, other: &Self) {
        self.stems.extend(other.stems.iter().cloned());
        self.meanings.extend(&other.meanings);
    }

    /// The places of the words that carry what it is about.
    pub(super) fn content(&self) -> Vec<usize> {
        let fillers = FILLERS.find(&self.reading.words);
        let is_filler = |at: usize| {
            let is_listed = fillers.iter().any(|found| (found.start..found.end).contains(&at));
            is_listed || self.is_whose_data(at)
        };
        let is_number = |word: &Word| word.plain.bytes().all(|byte| byte.is_ascii_digit());
        let places = self.reading.words.iter().enumerate();
        places
            .filter(|(at, word)| !is_stop_word(&word.plain) && !is_number(word) && !is_filler(*at))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether the word at `at` only says whose data it is: "customer data" is data, and "customers" are people.
    fn is_whose_data(&self, at: usize) -> bool {
        const DATA: [&str; 7] = ["data", "information", "content", "record", "records", "account", "accounts"];
        let is_customer = matches!(self.word(at), "customer" | "customers" | "client" | "clients");
        is_customer && DATA.contains(&self.word(at + 1))
    }

    /// Whether this text has the word at `at` of `other`, or one that says the same.
    pub(super) fn has(&self, other: &Self, at: usize) -> bool {
        let stem = other.reading.words.get(at).is_some_and(|word| self.stems.contains(&word.stem));
        stem || other.of_words.get(at).is_some_and(|meanings| meanings.iter().any(|row| self.meanings.contains(row)))
    }

    /// The share of `other`'s content words that this text has.
    pub(in crate::matching) fn share_of(&self, other: &Self) -> f64 {
        let content = other.content();
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let known = content.iter().filter(|at| self.has(other, **at)).count();
        if content.is_empty() { 1.0 } else { count(known) / count(content.len()) }
    }

    /// The word at `at`, or nothing behind the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.reading.words.get(at).map(|word| word.plain.as_str()).unwrap_or_default()
    }

    /// The words from `start` to before `end`, as they are searched.
    pub(super) fn phrase(&self, start: usize, end: usize) -> String {
        let words = self.reading.words.get(start..end).unwrap_or_default();
        words.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
    }
}
