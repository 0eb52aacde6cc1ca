//! The text that a reader corrects, and its hash.

use crate::entry::{Answer, Entry};
use crate::markdown::plain_text;

/// The number of hexadecimal digits of a hash: 128 bits, against chance and not against an attacker, since the author
/// of a change file also chooses its text.
const DIGITS: usize = 32;

/// Returns the hash of exactly `text`: the first 32 hexadecimal digits of its BLAKE3 hash.
pub fn base_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(DIGITS).collect()
}

/// Returns the text of `answer` of the given length, `short`, `standard` or `detailed`, without marks, as its page shows it;
/// `None` if it has none.
pub fn length_text(entry: &Entry, answer: &Answer, length: &str) -> Option<String> {
    let span = match length {
        "short" => answer.lengths.short,
        "standard" => answer.lengths.standard,
        _ => answer.lengths.detailed,
    };
    Some(plain_text(entry.file.slice(span?)).trim().to_owned()).filter(|text| !text.is_empty())
}
