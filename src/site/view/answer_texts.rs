//! The texts of an answer without marks, as they go into a questionnaire.

use crate::entry::{Answer, Entry};
use crate::markdown::plain_text;

/// Returns the texts that there are, shortest first, each with its length: `short`, `standard`, `detailed`.
pub(super) fn answer_texts(entry: &Entry, answer: &Answer) -> Vec<(&'static str, String)> {
    let lengths =
        [("short", answer.lengths.short), ("standard", answer.lengths.standard), ("detailed", answer.lengths.detailed)];
    let text = |(length, span): (&'static str, Option<_>)| {
        let text = plain_text(entry.file.slice(span?)).trim().to_owned();
        (!text.is_empty()).then_some((length, text))
    };
    lengths.into_iter().filter_map(text).collect()
}
