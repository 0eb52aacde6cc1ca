//! What an entry says in its own voice: sentences, the word lists that find phrases in them, and names.
//!
//! In goes an entry, out come plain sentences with their bytes in the file, and phrases and names with their places.
//! Decides nothing: what a phrase means is a matter of `hold` and of the rules.

mod fields;
mod names;
mod quotation;
mod sentence_ends;
mod sentences;
mod words;

pub(crate) use names::{Names, is_word};
pub(crate) use sentence_ends::split as sentence_ranges;
pub(crate) use sentences::{Prose, Role, Sentence, TableCell};
pub(crate) use words::{Hit, List, hits};
