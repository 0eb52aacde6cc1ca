//! A question, wording or answer as the guards compare it: its words, and the meanings they have.

use super::reading::{Reading, Word};
use super::table::Table;
use crate::words::is_stop_word;
use smol_str::SmolStr;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

static EQUIVALENTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("equivalents.txt")));
static FILLERS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("fillers.txt")));

/// A text with the meanings of its words.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Statement {
    pub(super) reading: Reading,
    /// The stems of its words, and the rows of the equivalents that they belong to; each ascending and once.
    stems: Vec<SmolStr>,
    meanings: Vec<usize>,
    /// The meanings of each word.
    of_words: Vec<Vec<usize>>,
    content: OnceCell<Vec<usize>>,
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

    /// The part of a sentence around the word at `at`, from comma or conjunction to the next, alone.
    pub(super) fn clause(&self, at: usize) -> Self {
        const ENDS: [&str; 6] = ["and", "or", "but", "while", "whereas", "then"];
        let words = &self.reading.words;
        let sentence = words.get(at).map(|word| word.sentence);
        let is_end = |word: &Word| Some(word.sentence) != sentence || ENDS.contains(&word.plain.as_str());
        let before = words.get(..at).unwrap_or_default();
        let ended = before.iter().rposition(is_end).map_or(0, |end| end + 1);
        let parted = words.get(..=at).unwrap_or_default().iter().rposition(|word| word.begins_part).unwrap_or(0);
        let start = ended.max(parted);
        let after = words.get(at + 1..).unwrap_or_default();
        let end =
            after.iter().position(|word| is_end(word) || word.begins_part).map_or(words.len(), |end| at + 1 + end);
        Self::from_reading(Reading { words: words.get(start..end).unwrap_or_default().to_vec(), sentences: 1 })
    }

    fn from_reading(reading: Reading) -> Self {
        let mut of_words = vec![Vec::new(); reading.words.len()];
        let mut meanings = Vec::new();
        for found in EQUIVALENTS.find(&reading.words) {
            if found.end == found.start + 1 && is_whose_data(&reading.words, found.start) {
                continue;
            }
            meanings.push(found.row);
            for word in of_words.iter_mut().take(found.end).skip(found.start) {
                word.push(found.row);
            }
        }
        let words = reading.words.iter().enumerate();
        // "Customer data" names no customers.
        let named = words.filter(|(at, _)| !is_whose_data(&reading.words, *at));
        let mut stems: Vec<SmolStr> = named.map(|(_, word)| word.stem.clone()).collect();
        distinct(&mut stems);
        distinct(&mut meanings);
        Self { reading, stems, meanings, of_words, content: OnceCell::new() }
    }

    /// Adds the words of another text to those that it has.
    pub(in crate::matching) fn add(&mut self, other: &Self) {
        self.stems.extend_from_slice(&other.stems);
        distinct(&mut self.stems);
        self.meanings.extend(&other.meanings);
        distinct(&mut self.meanings);
    }

    /// The places of the words that carry what it is about.
    pub(super) fn content(&self) -> &[usize] {
        self.content.get_or_init(|| self.find_content())
    }

    fn find_content(&self) -> Vec<usize> {
        let fillers = FILLERS.find(&self.reading.words);
        let is_filler = |at: usize| {
            let is_listed = fillers.iter().any(|found| (found.start..found.end).contains(&at));
            is_listed
                && !self.is_main_verb(at)
                && !self.is_other_company(at)
                && !self.is_compound(at)
                && !self.is_uptime(at)
                || self.is_supporting(at)
                || self.is_whose_data(at)
        };
        let is_number = |word: &Word| word.plain.bytes().all(|byte| byte.is_ascii_digit());
        let places = self.reading.words.iter().enumerate();
        places
            .filter(|(at, word)| !is_stop_word(&word.plain) && !is_number(word) && !is_filler(*at))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether the word at `at` is a verb that says what is done: "Do you process" and not "a process".
    fn is_main_verb(&self, at: usize) -> bool {
        const DOERS: [&str; 8] = ["you", "we", "they", "customers", "users", "employees", "staff", "administrators"];
        const VERBS: [&str; 8] = ["process", "control", "measure", "list", "state", "detail", "own", "level"];
        DOERS.contains(&self.word_before(at)) && VERBS.contains(&self.word(at))
    }

    /// Whether the word at `at` names another company than the one that is asked: "your cloud provider".
    fn is_other_company(&self, at: usize) -> bool {
        const KINDS: [&str; 14] = [
            "cloud",
            "hosting",
            "payment",
            "infrastructure",
            "insurance",
            "parent",
            "sister",
            "holding",
            "external",
            "outside",
            "identity",
            "internet",
            "outsourcing",
            "ai",
        ];
        let is_company = matches!(self.word(at), "provider" | "providers" | "vendor" | "company" | "firm" | "party");
        is_company && KINDS.contains(&self.word_before(at))
    }

    /// Whether the word at `at` is one with the next: "the application layer".
    fn is_compound(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "layer" | "layers")
    }

    /// Whether the word at `at` asks whether the service runs: "Is the service available during maintenance".
    fn is_uptime(&self, at: usize) -> bool {
        const RUNNING: [&str; 7] = ["service", "platform", "system", "product", "application", "solution", "software"];
        const TIMES: [&str; 3] = ["during", "while", "throughout"];
        self.word(at) == "available" && RUNNING.contains(&self.word_before(at)) && TIMES.contains(&self.word(at + 1))
    }

    /// Whether the word at `at` is "support" as a verb: "Does the product support SAML" and not "Is support available".
    fn is_supporting(&self, at: usize) -> bool {
        const DOERS: [&str; 12] = [
            "you",
            "product",
            "application",
            "app",
            "solution",
            "platform",
            "service",
            "system",
            "software",
            "tool",
            "it",
            "fully",
        ];
        matches!(self.word(at), "supported" | "supports" | "supporting")
            || self.word(at) == "support" && DOERS.contains(&self.word_before(at))
    }

    fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default()
    }

    fn is_whose_data(&self, at: usize) -> bool {
        is_whose_data(&self.reading.words, at)
    }

    /// Whether this text has the word at `at` of `other`, or one that says the same.
    pub(super) fn has(&self, other: &Self, at: usize) -> bool {
        let stem = other.reading.words.get(at).is_some_and(|word| self.stems.binary_search(&word.stem).is_ok());
        let means = |row: &usize| self.meanings.binary_search(row).is_ok();
        stem || other.of_words.get(at).is_some_and(|meanings| meanings.iter().any(means))
    }

    /// Whether this text has a form of a word.
    pub(super) fn has_stem(&self, stem: &str) -> bool {
        self.stems.binary_search_by(|own| own.as_str().cmp(stem)).is_ok()
    }

    /// Whether the word at `own` of this text says the same as the one at `at` of `other`.
    pub(super) fn has_pair(&self, own: usize, other: &Self, at: usize) -> bool {
        let stem = !self.stem(own).is_empty() && self.stem(own) == other.stem(at);
        let known = self.meanings_of(own);
        stem || other.meanings_of(at).iter().any(|row| known.contains(row))
    }

    fn meanings_of(&self, at: usize) -> &[usize] {
        self.of_words.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The share of `other`'s content words that this text has.
    pub(in crate::matching) fn share_of(&self, other: &Self) -> f64 {
        let content = other.content();
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let known = content.iter().filter(|at| self.has(other, **at)).count();
        if content.is_empty() { 1.0 } else { count(known) / count(content.len()) }
    }

    /// How much of each other two texts have: the sum of both shares of content words, 0 to 2.
    pub(super) fn common_with(&self, other: &Self) -> f64 {
        self.share_of(other) + other.share_of(self)
    }

    /// The words from `start` up to a word without meaning or the end of the part of the sentence: the rest of a noun phrase.
    pub(super) fn noun_phrase(&self, start: usize) -> Range<usize> {
        let words = self.reading.words.get(start..).unwrap_or_default();
        let sentence = start.checked_sub(1).and_then(|before| self.reading.words.get(before)).map(|word| word.sentence);
        let is_end = |word: &Word| {
            word.begins_part || sentence.is_some_and(|own| own != word.sentence) || is_stop_word(&word.plain)
        };
        start..start + words.iter().position(is_end).unwrap_or(words.len())
    }

    /// The stem of the word at `at`, or nothing behind the end.
    pub(super) fn stem(&self, at: usize) -> &str {
        self.reading.words.get(at).map(|word| word.stem.as_str()).unwrap_or_default()
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

fn distinct<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
}

/// Whether the word at `at` only says whose data it is: "customer data" is data, and "customers" are people.
fn is_whose_data(words: &[Word], at: usize) -> bool {
    const DATA: [&str; 7] = ["data", "information", "content", "record", "records", "account", "accounts"];
    let word = |at: usize| words.get(at).map(|word| word.plain.as_str()).unwrap_or_default();
    matches!(word(at), "customer" | "customers" | "client" | "clients") && DATA.contains(&word(at + 1))
}
