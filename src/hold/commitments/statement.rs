//! Which phrases state something about us.

use crate::entry::Entry;
use crate::kinds::Kind;
use crate::prose::{Hit, List, Names, Prose, Role, Sentence};
use std::ops::Range;

/// The sentences of an entry, and the names that make one a statement about others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statements<'a> {
    /// The entry.
    pub(crate) entry: &'a Entry,
    /// Its sentences.
    pub(crate) prose: &'a Prose,
    /// The names of all competitors.
    pub(crate) competitors: &'a Names,
}

impl<'a> Statements<'a> {
    /// Returns the phrases of `list` that state something about us, each with its sentence.
    pub(super) fn ours(self, list: List) -> impl Iterator<Item = Statement<'a>> {
        let Self { entry, prose, .. } = self;
        let all = prose.hits(list).map(move |(hit, sentence)| Statement { entry, prose, hit, sentence });
        all.filter(move |statement| is_ours(self, statement))
    }
}

/// A phrase of a word list in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'a> {
    /// The entry.
    pub(super) entry: &'a Entry,
    /// Its sentences.
    pub(super) prose: &'a Prose,
    /// The phrase.
    pub(super) hit: &'a Hit,
    /// The sentence.
    pub(super) sentence: &'a Sentence,
}

impl<'a> Statement<'a> {
    /// Returns the text of the sentence.
    pub(super) fn text(&self) -> &'a str {
        self.prose.text_of(self.sentence)
    }

    /// Returns the bytes of the phrase in the sentence.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.sentence.range.start;
        self.hit.range.start.saturating_sub(start)..self.hit.range.end.saturating_sub(start)
    }

    /// Returns the sentence before the phrase.
    pub(super) fn before(&self) -> &'a str {
        self.text().get(..self.range().start).unwrap_or_default()
    }

    /// Returns the phrase as it is written.
    pub(super) fn written(&self) -> &'a str {
        self.text().get(self.range()).unwrap_or_default()
    }

    /// Returns the sentence after the phrase.
    pub(super) fn after(&self) -> &'a str {
        self.text().get(self.range().end..).unwrap_or_default()
    }
}

/// Returns whether a phrase states something about us: no question, nothing that is denied, nothing about a competitor,
/// no advice to the reader.
fn is_ours(statements: Statements<'_>, statement: &Statement<'_>) -> bool {
    let Statement { prose, hit, sentence, .. } = *statement;
    let (text, before) = (statement.text(), statement.before());
    let is_denied = prose.hits_in(List::Negation, sentence).any(|negation| negation.range.start < hit.range.start);
    if text.ends_with('?') || is_denied || prose.role(sentence) == Role::Heading {
        return false;
    }
    let speaks_of_us = has_word(text, &["we", "our", "us"]);
    let names_other = statements.competitors.find(before).next().is_some()
        || (statement.entry.kind == Kind::Battlecard && has_word(before, &["they", "their", "them"]));
    speaks_of_us || !names_other
}

/// Returns whether `text` holds one of `words`; the country `US` is not the word `us`.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    let mut own = text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| *word != "US");
    own.any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}
