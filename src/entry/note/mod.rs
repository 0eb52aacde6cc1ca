//! Notes: the addresses, quotes and dates of a footnote, in any order and spelling that can be read without guessing.
//!
//! In goes the text of a note with the places of its hidden parts, out come its evidence and what of it could not be read, each with its bytes. Knows
//! neither the sentence that cites the note nor the entry.

mod date_form;
mod lexer;
mod parse;
mod parsed;
#[cfg(test)]
mod tests;
mod visible;

pub(crate) use parse::parse_note;
pub use parsed::{DateWord, HiddenEvidence, Hiding, Note, NoteCheck, NoteSource, Unread, UnreadReason};
