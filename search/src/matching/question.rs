//! A question, analysed: its terms for ranking, and its words as the customer wrote them for people.

use super::analyser::Analyser;
use super::question_word::QuestionWord;
use std::collections::BTreeSet;

/// An analysed question.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) text: String,
    /// Distinct terms that the analyser knows, ascending.
    pub(super) terms: Vec<u32>,
    /// Distinct stems that no text of the library has, ascending.
    pub(super) unknown: Vec<String>,
    words: Vec<QuestionWord>,
}

/// The words of a question that an entry has, and those it lacks, as written; each once.
#[derive(Debug, Default)]
pub(super) struct WordComparison {
    pub(super) matched: Vec<String>,
    pub(super) missing: Vec<String>,
}

impl Question {
    pub(super) fn new(text: &str, analyser: &Analyser) -> Self {
        let words = analyser.read(text);
        let (mut terms, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        for word in &words {
            match word {
                QuestionWord::Known { term, stems, .. } => {
                    terms.insert(*term);
                    terms.extend(stems);
                }
                QuestionWord::Unknown { stem, .. } => _ = unknown.insert(stem.clone()),
            }
        }
        let (terms, unknown) = (terms.into_iter().collect(), unknown.into_iter().collect());
        Self { text: text.to_owned(), terms, unknown, words }
    }

    /// Compares the words with the terms for which `has` is true.
    pub(super) fn compare(&self, has: impl Fn(u32) -> bool) -> WordComparison {
        let mut compared = WordComparison::default();
        let (mut terms, mut stems) = (BTreeSet::new(), BTreeSet::new());
        for word in &self.words {
            match word {
                QuestionWord::Known { term, written, .. } if terms.insert(*term) => {
                    let words = if has(*term) { &mut compared.matched } else { &mut compared.missing };
                    words.push(written.clone());
                }
                QuestionWord::Unknown { stem, written } if stems.insert(stem) => compared.missing.push(written.clone()),
                _ => {}
            }
        }
        compared
    }

    /// Returns `term` as the question first writes it.
    pub(super) fn written_term(&self, term: u32) -> Option<String> {
        self.words.iter().find_map(|word| match word {
            QuestionWord::Known { term: other, written, .. } if *other == term => Some(written.clone()),
            _ => None,
        })
    }

    /// Returns the alphabetically first unknown word as the question writes it.
    pub(super) fn first_unknown(&self) -> Option<String> {
        let first = self.unknown.first()?;
        self.words.iter().find_map(|word| match word {
            QuestionWord::Unknown { stem, written } if stem == first => Some(written.clone()),
            _ => None,
        })
    }
}
