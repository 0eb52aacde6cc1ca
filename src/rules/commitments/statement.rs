//! Which sentences state something about us to a customer.

use crate::finding::Severity;
use crate::kinds::Kind;
use crate::prose::{Hit, List, Prose, Role, Sentence};
use crate::rules::subject::Subject;

/// Returns the sentences to look at: of everything that outsiders read, and of what is said to them.
pub(super) fn said<'s>(subject: &'s Subject<'_>) -> Option<&'s Prose> {
    let is_said = subject.is_live() && (subject.is_outside() || subject.entry.kind.facts().is_customer_facing);
    is_said.then(|| subject.prose())
}

/// Outside it is a promise; inside it is a sentence that may become one.
pub(super) fn severity(subject: &Subject<'_>) -> Severity {
    if subject.is_outside() { Severity::Error } else { Severity::Warning }
}

/// Returns whether a phrase states something about us: no question, nothing that is denied, nothing about a competitor,
/// no advice to the reader.
pub(super) fn is_ours(subject: &Subject<'_>, prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    let text = prose.text_of(sentence);
    let before = text.get(..hit.range.start.saturating_sub(sentence.range.start)).unwrap_or_default();
    let is_denied = prose.hits_in(List::Negation, sentence).any(|negation| negation.range.start < hit.range.start);
    if text.ends_with('?') || is_denied || prose.role(sentence) == Role::Heading {
        return false;
    }
    let speaks_of_us = has_word(text, &["we", "our", "us"]);
    let names_other = subject.shared.competitors().find(before).next().is_some()
        || (subject.entry.kind == Kind::Battlecard && has_word(before, &["they", "their", "them"]));
    speaks_of_us || !names_other
}

/// Returns whether `text` holds one of `words`; the country `US` is not the word `us`.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    let mut own = text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| *word != "US");
    own.any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}
