//! An invented language: vocabulary size, word frequencies and endings are those of a real one.

use super::random::Random;
use std::collections::BTreeSet;

const ONSETS: [&str; 32] = [
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gl", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr",
    "qu", "r", "s", "sh", "sl", "st", "t", "th", "tr", "v", "w",
];
const VOWELS: [&str; 12] = ["a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea", "ia", "ou"];
const CODAS: [&str; 12] = ["", "", "", "", "l", "m", "n", "nt", "r", "rk", "st", "x"];
const ENDINGS: [&str; 4] = ["", "s", "ed", "ing"];

/// Function words. None of them is on a word list of a rule.
const FUNCTION_WORDS: [&str; 40] = [
    "the", "of", "and", "to", "in", "a", "for", "on", "with", "as", "at", "by", "from", "that", "this", "it", "is",
    "are", "was", "be", "or", "an", "which", "when", "where", "each", "into", "than", "between", "after", "before",
    "while", "has", "have", "can", "their", "these", "through", "under", "if",
];
/// Percentage of function words in running text.
const FUNCTION_SHARE: usize = 46;

/// Number of stems; each has four forms, so that the vocabulary has 40,000 words.
const STEMS: usize = 10_000;
/// Number of the most common stems that are short.
const SHORT_STEMS: usize = 4_000;

/// A vocabulary and how often each word is used.
#[derive(Debug)]
pub(crate) struct Language {
    words: Vec<String>,
    cumulative: Vec<u64>,
}

impl Language {
    /// Makes the vocabulary of `seed`.
    ///
    /// Word number `r` is used in proportion to `1 / (r + 2.7)`: Zipf's law with Mandelbrot's shift (B. Mandelbrot, An
    /// informational theory of the statistical structure of language, 1953).
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, u64::MAX);
        let mut stems = BTreeSet::new();
        let mut words = Vec::with_capacity(STEMS * ENDINGS.len());
        while stems.len() < STEMS {
            let syllables = if stems.len() < SHORT_STEMS { 2 } else { 3 };
            let stem = stem(&mut random, syllables);
            if stems.insert(stem.clone()) {
                words.extend(ENDINGS.iter().map(|ending| format!("{stem}{ending}")));
            }
        }
        let mut total = 0;
        let cumulative = (0..words.len() as u64).map(|rank| {
            total += 10_000_000_000 / (10 * rank + 27);
            total
        });
        let cumulative = cumulative.collect();
        Self { words, cumulative }
    }

    fn word(&self, random: &mut Random) -> &str {
        let total = self.cumulative.last().copied().unwrap_or(1);
        let drawn = random.next() % total;
        let rank = self.cumulative.partition_point(|end| *end <= drawn);
        self.words.get(rank).map_or("", String::as_str)
    }
}

fn stem(random: &mut Random, syllables: usize) -> String {
    let mut stem = String::new();
    for _ in 0..syllables {
        stem.push_str(random.pick(&ONSETS));
        stem.push_str(random.pick(&VOWELS));
    }
    stem.push_str(random.pick(&CODAS));
    stem
}

/// The author of one text.
#[derive(Debug)]
pub(crate) struct Author<'a> {
    language: &'a Language,
    /// The source of all choices of the author.
    pub(crate) random: Random,
}

impl<'a> Author<'a> {
    /// Begins the text number `stream` of `seed`.
    pub(crate) fn new(language: &'a Language, seed: u64, stream: u64) -> Self {
        Self { language, random: Random::new(seed, stream) }
    }

    /// Returns a content word.
    pub(crate) fn word(&mut self) -> &'a str {
        self.language.word(&mut self.random)
    }

    /// Returns the given number of content words, as in a name.
    pub(crate) fn phrase(&mut self, words: usize) -> String {
        let words: Vec<_> = (0..words).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// Returns a phrase that begins with a capital.
    pub(crate) fn title(&mut self, words: usize) -> String {
        capital(&self.phrase(words))
    }

    /// Returns a sentence of about the given number of words, with a full stop.
    pub(crate) fn sentence(&mut self, words: usize) -> String {
        let mut text = self.clause(words);
        text.push('.');
        capital(&text)
    }

    /// Returns the given number of words of running text without capital or full stop; the last is a content word.
    pub(crate) fn clause(&mut self, words: usize) -> String {
        let mut text = String::with_capacity(words * 8);
        for index in 0..words {
            if index > 0 {
                text.push_str(if index % 9 == 8 && index + 2 < words { ", " } else { " " });
            }
            if index + 1 < words && self.random.chance(FUNCTION_SHARE) {
                text.push_str(self.random.pick(&FUNCTION_WORDS));
            } else if index + 1 < words && self.random.chance(2) {
                text.push_str(&self.random.within(2..900).to_string());
            } else {
                text.push_str(self.word());
            }
        }
        text
    }

    /// Returns sentences of about the given number of words in total.
    pub(crate) fn paragraph(&mut self, words: usize) -> String {
        let mut sentences = Vec::new();
        let mut left = words;
        while left > 0 {
            let length = self.random.within(7..20).min(left.max(5));
            sentences.push(self.sentence(length));
            left = left.saturating_sub(length);
        }
        sentences.join(" ")
    }
}

/// Returns `text` with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut symbols = text.chars();
    symbols.next().map_or(String::new(), |first| first.to_uppercase().chain(symbols).collect())
}
