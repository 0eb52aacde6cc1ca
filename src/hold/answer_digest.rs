//! What identifies the content of an answer, so that a change of it is noticed.

use super::reason::HoldReason;
use crate::entry::{Answer, Entry, ShortAnswer};
use crate::secrets::mask;
use std::borrow::Cow;

/// How many hexadecimal digits are kept: 128 bits.
const DIGITS: usize = 32;

/// Returns the BLAKE3 hash of everything that may be written of an answer: the texts of each length with single spaces
/// between words, and the short answer. Values of placeholders do not count; neither do credentials that `reasons` name,
/// so that the hash does not help to guess one.
pub(crate) fn answer_digest<'a>(
    entry: &Entry,
    answer: &Answer,
    reasons: impl IntoIterator<Item = &'a HoldReason>,
) -> String {
    let lengths = answer.lengths;
    let has_credential = reasons.into_iter().any(|reason| matches!(reason, HoldReason::Credential(_)));
    let mut hasher = blake3::Hasher::new();
    for span in [lengths.short, lengths.standard, lengths.detailed] {
        let text = span.map(|span| entry.file.slice(span)).unwrap_or_default();
        let text = if has_credential { Cow::Owned(mask(text)) } else { Cow::Borrowed(text) };
        for word in text.split_whitespace() {
            hasher.update(word.as_bytes()).update(b" ");
        }
        // No text contains it, so that none can imitate the border between two.
        hasher.update(&[0]);
    }
    let short = answer.short_answer.as_ref().map(|short| short.value);
    let word = ShortAnswer::WORDS.iter().find(|(_, known)| Some(*known) == short).map_or("", |(word, _)| *word);
    hasher.update(word.as_bytes());
    hasher.finalize().to_hex().chars().take(DIGITS).collect()
}
