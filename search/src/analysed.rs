//! One document, cut into words and counted: the step that can run on all documents at once.
//!
//! In goes a [`Document`], out comes an [`Analysed`], small enough to keep for every document until the index is
//! written: the card that a result shows, and each distinct word with its counts, packed. A later build may take it from
//! [`crate::KeptDocuments`] instead.

use crate::bytes::{Reader, count, put_number, put_text, size};
use crate::document::{Comparison, Document, Side, State};
use crate::interner::Interner;
use crate::numbered::{NumberedWord, WordWriter};
use crate::words::{each_word, is_stop_word, normalise};

/// The longest beginning of a body that is kept for excerpts, in bytes; the index may keep less.
pub(crate) const LONGEST_TEXT: usize = 640;

/// Titles of at most this many words open their document when they are the whole query.
const SHORT_TITLE: usize = 4;

/// Positions past this one are not kept; a title with its alternates is shorter.
const LAST_POSITION: u32 = 4000;

/// A document's words, counted, and what its result shows.
#[derive(Debug, Clone)]
pub struct Analysed {
    pub(crate) card: Card,
    pub(crate) facets: Vec<(String, String)>,
    /// Declared names and control ids, normalised.
    pub(crate) names: Vec<String>,
    /// The title, if it is short, and second names, normalised.
    pub(crate) titles: Vec<String>,
    /// Whether it is the page of comparisons.
    pub(crate) is_comparison: bool,
    /// Length of the title in words, then of each alternate.
    pub(crate) wordings: Vec<u32>,
    /// Length of summary and body in words that carry meaning.
    pub(crate) body_length: u32,
    pub(crate) words: Words,
    /// By which the next build finds it, if it may be kept.
    pub(crate) key: Option<[u8; 32]>,
}

/// Each distinct word of a document with its counts.
#[derive(Debug, Clone)]
pub(crate) enum Words {
    /// Spelled out, in the order of first sight.
    Spelled(Box<[u8]>),
    /// As [`WordWriter`] writes them.
    Numbered(Box<[u8]>),
}

/// What a result shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// The beginning of the body, for excerpts.
    pub(crate) text: String,
    pub(crate) states: Vec<(i32, State)>,
    /// What it is in a comparison.
    pub(crate) side: Option<Side>,
}

/// How often a word occurs in a document, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordCounts {
    /// Occurrences in summary and body.
    pub(crate) body: u32,
    /// Occurrences in tags, facets, names and control ids.
    pub(crate) tags: u32,
    /// Positions in the title and then, with a gap of one before each, in the alternates.
    pub(crate) positions: Vec<u32>,
}

/// What is known of a document once its texts are cut into words.
#[derive(Debug, Clone)]
pub(crate) struct Analysis {
    /// The beginning of the body.
    pub(crate) text: String,
    pub(crate) names: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) wordings: Vec<u32>,
    pub(crate) body_length: u32,
    pub(crate) words: Words,
}

/// Cuts a document into words and counts them.
pub fn analyse(document: Document) -> Analysed {
    let mut counter = Counter::new(document.body.len());
    let mut wordings = vec![counter.wording(&document.title)];
    for alternate in &document.alternates {
        wordings.push(counter.wording(alternate));
    }
    counter.body(&document.summary);
    counter.body(&document.body);
    let facet_values = document.facets.iter().map(|(_, value)| value);
    let names_of = document.names.iter().chain(&document.second_names);
    for label in document.tags.iter().chain(facet_values).chain(names_of).chain(&document.controls) {
        counter.label(label);
    }
    let (spelled, body_length) = counter.finish();
    let end = document.body.floor_char_boundary(LONGEST_TEXT);
    let analysis = Analysis {
        text: document.body.get(..end).unwrap_or("").to_owned(),
        names: names(&document),
        titles: titles(&document),
        wordings,
        body_length,
        words: Words::Spelled(spelled),
    };
    Analysed::of(document, analysis)
}

impl Analysed {
    /// Lets the next build find it in [`crate::KeptDocuments`] under `key`, a hash over all texts of its document.
    #[must_use]
    pub fn kept_under(self, key: [u8; 32]) -> Self {
        Self { key: Some(key), ..self }
    }

    /// Joins what is known of a document's words with what its result shows.
    pub(crate) fn of(document: Document, analysis: Analysis) -> Self {
        let Document { id, kind, url, title, summary, mut facets, comparison, states, .. } = document;
        let Analysis { text, names, titles, wordings, body_length, words } = analysis;
        facets.sort();
        facets.dedup();
        let is_comparison = comparison == Comparison::Page;
        let side = match comparison {
            Comparison::Side(side) => Some(side),
            Comparison::None | Comparison::Page => None,
        };
        let card = Card { id, kind, url, title, summary, text, states, side };
        Self { card, facets, names, titles, is_comparison, wordings, body_length, words, key: None }
    }

    /// Replaces words that are spelled out by the numbers that `number` gives them.
    pub(crate) fn number_words(&mut self, mut number: impl FnMut(&str) -> u32) {
        let Words::Spelled(spelled) = &self.words else { return };
        let mut words = Vec::new();
        each_spelled(spelled, |word, counts| words.push((number(word), counts)));
        words.sort_unstable_by_key(|(number, _)| *number);
        let mut writer = WordWriter::default();
        for (number, WordCounts { body, tags, positions }) in words {
            writer.put(NumberedWord { number, body, tags }, &positions);
        }
        self.words = Words::Numbered(writer.finish());
    }

    /// Forgets the words once they are in the index, which is most of what an analysed document keeps.
    pub(crate) fn forget_words(&mut self) {
        self.words = Words::Numbered(Box::default());
    }

    /// The words by their numbers.
    pub(crate) fn numbered_words(&self) -> &[u8] {
        match &self.words {
            Words::Numbered(bytes) => bytes,
            Words::Spelled(_) => &[],
        }
    }
}

/// Calls `take` with each distinct word, in the order of first sight.
fn each_spelled(spelled: &[u8], mut take: impl FnMut(&str, WordCounts)) {
    let mut reader = Reader::new(spelled);
    while let Some((word, counts)) = read_word(&mut reader) {
        take(word, counts);
    }
}

fn is_short(title: &str) -> bool {
    !title.is_empty() && title.split(' ').count() <= SHORT_TITLE
}

/// The title, if it is short, and second names.
fn titles(document: &Document) -> Vec<String> {
    let title = Some(normalise(&document.title)).filter(|title| is_short(title));
    let second = document.second_names.iter().map(|name| normalise(name)).filter(|name| !name.is_empty());
    let mut titles: Vec<String> = title.into_iter().chain(second).collect();
    titles.sort();
    titles.dedup();
    titles
}

/// Names and control ids as queries are compared with; a control id also without its framework.
fn names(document: &Document) -> Vec<String> {
    let bare = document.controls.iter().filter_map(|control| control.split_once(':')).map(|(_, bare)| bare);
    let whole = document.names.iter().chain(&document.controls).map(String::as_str);
    let mut names: Vec<String> = whole.chain(bare).map(normalise).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Counts the words of one document.
struct Counter {
    words: Interner,
    counts: Vec<WordCounts>,
    next_position: u32,
}

impl Counter {
    fn new(bytes: usize) -> Self {
        let words = Interner::with_capacity(bytes / 16 + 16);
        Self { words, counts: Vec::new(), next_position: 0 }
    }

    fn counts(&mut self, word: &str) -> Option<&mut WordCounts> {
        let number = size(self.words.number(word));
        if number == self.counts.len() {
            self.counts.push(WordCounts::default());
        }
        self.counts.get_mut(number)
    }

    /// Counts a title or alternate; its length in words.
    fn wording(&mut self, text: &str) -> u32 {
        let start = self.next_position;
        let mut position = start;
        each_word(text, |word, _| {
            if position < LAST_POSITION
                && let Some(counts) = self.counts(word)
            {
                counts.positions.push(position);
            }
            position += 1;
        });
        self.next_position = position + 1;
        position - start
    }

    fn body(&mut self, text: &str) {
        each_word(text, |word, _| {
            if let Some(counts) = self.counts(word) {
                counts.body += 1;
            }
        });
    }

    fn label(&mut self, text: &str) {
        each_word(text, |word, _| {
            if let Some(counts) = self.counts(word) {
                counts.tags += 1;
            }
        });
    }

    /// The packed words and the length of the body. Words without meaning are kept only outside the body.
    fn finish(mut self) -> (Box<[u8]>, u32) {
        let mut packed = Vec::with_capacity(self.words.len() * 10);
        let mut length = 0;
        for (number, counts) in self.counts.iter_mut().enumerate() {
            let word = self.words.text(count(number));
            if counts.body > 0 && is_stop_word(word) {
                counts.body = 0;
            }
            length += counts.body;
            if *counts != WordCounts::default() {
                write_word(&mut packed, word, counts);
            }
        }
        (packed.into_boxed_slice(), length)
    }
}

fn write_word(out: &mut Vec<u8>, word: &str, counts: &WordCounts) {
    put_text(out, word);
    let elsewhere = counts.tags > 0 || !counts.positions.is_empty();
    put_number(out, counts.body << 1 | u32::from(elsewhere));
    if elsewhere {
        put_number(out, counts.tags);
        put_number(out, count(counts.positions.len()));
        for position in &counts.positions {
            put_number(out, *position);
        }
    }
}

fn read_word<'a>(reader: &mut Reader<'a>) -> Option<(&'a str, WordCounts)> {
    let word = reader.text()?;
    let head = reader.number()?;
    let mut counts = WordCounts { body: head >> 1, ..WordCounts::default() };
    if head & 1 == 1 {
        counts.tags = reader.number()?;
        for _ in 0..reader.number()? {
            counts.positions.push(reader.number()?);
        }
    }
    Some((word, counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_by_field() {
        let analysed = analyse(Document {
            title: "Is the vault encrypted?".into(),
            alternates: vec!["Vault encryption".into()],
            tags: vec!["vault".into()],
            body: "The vault, the vault.".into(),
            names: vec!["Vault!".into()],
            controls: vec!["caiq-4: IAM-08.1".into()],
            ..Document::default()
        });
        let mut seen = Vec::new();
        let Words::Spelled(spelled) = &analysed.words else { unreachable!("no table has its words") };
        each_spelled(spelled, |word, counts| {
            seen.push(format!("{word} {} {} {:?}", counts.body, counts.tags, counts.positions));
        });
        let expected = ["is 0 0 [0]", "the 0 0 [1]", "vault 2 2 [2, 5]", "encrypted 0 0 [3]", "encryption 0 0 [6]"];
        let labels = ["caiq 0 1 []", "4 0 1 []", "iam 0 1 []", "08 0 1 []", "1 0 1 []"];
        assert_eq!(seen, [expected, labels].concat());
        assert_eq!(analysed.wordings, [4, 2]);
        assert_eq!(analysed.names, ["caiq 4 iam 08 1", "iam 08 1", "vault"]);
        assert_eq!((analysed.titles, analysed.body_length), (vec!["is the vault encrypted".to_owned()], 2));
    }
}
