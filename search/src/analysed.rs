//! One document, cut into words and counted: the step that can run on all documents at once.
//!
//! In goes a [`Document`], out comes an [`Analysed`], small enough to keep for every document until the index is
//! written: the card that a result shows, and each distinct word with its counts, packed.

use crate::bytes::{Reader, count, put_number, put_text, size};
use crate::document::{Comparison, Document, Side, State};
use crate::interner::Interner;
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
    /// Each distinct word as [`WordCounts`] writes it.
    packed_words: Box<[u8]>,
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

/// Cuts a document into words and counts them.
pub fn analyse(document: &Document) -> Analysed {
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
    let (packed_words, body_length) = counter.finish();
    Analysed {
        card: card(document),
        facets: facets(document),
        names: names(document),
        titles: titles(document),
        is_comparison: document.comparison == Comparison::Page,
        wordings,
        body_length,
        packed_words,
    }
}

impl Analysed {
    /// Forgets the words once they are in the index, which is most of what an analysed document keeps.
    pub(crate) fn forget_words(&mut self) {
        self.packed_words = Box::default();
    }

    /// Calls `take` with each distinct word, in the order of first sight.
    pub(crate) fn each_word(&self, mut take: impl FnMut(&str, WordCounts)) {
        let mut reader = Reader::new(&self.packed_words);
        while let Some((word, counts)) = read_word(&mut reader) {
            take(word, counts);
        }
    }
}

fn is_short(title: &str) -> bool {
    !title.is_empty() && title.split(' ').count() <= SHORT_TITLE
}

fn card(document: &Document) -> Card {
    let end = document.body.floor_char_boundary(LONGEST_TEXT);
    Card {
        id: document.id.clone(),
        kind: document.kind.clone(),
        url: document.url.clone(),
        title: document.title.clone(),
        summary: document.summary.clone(),
        text: document.body.get(..end).unwrap_or("").to_owned(),
        states: document.states.clone(),
        side: match &document.comparison {
            Comparison::Side(side) => Some(side.clone()),
            Comparison::None | Comparison::Page => None,
        },
    }
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

fn facets(document: &Document) -> Vec<(String, String)> {
    let mut facets = document.facets.clone();
    facets.sort();
    facets.dedup();
    facets
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
        let analysed = analyse(&Document {
            title: "Is the vault encrypted?".into(),
            alternates: vec!["Vault encryption".into()],
            tags: vec!["vault".into()],
            body: "The vault, the vault.".into(),
            names: vec!["Vault!".into()],
            controls: vec!["caiq-4: IAM-08.1".into()],
            ..Document::default()
        });
        let mut seen = Vec::new();
        analysed.each_word(|word, counts| {
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
