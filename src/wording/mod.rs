//! How one text differs from another: which words differ, and of what class they are.
//!
//! In go two texts, or a text and the hash of another; out come the differing words with their class, worst first in
//! meaning: a number, a negation, a name, a word of scope, or only wording. One changed digit leaves almost every
//! character of a sentence as it was and makes it false, so texts are compared by words and never by similarity.
//! Knows no entries, files or days.

mod class;
mod compare;
mod hash;
mod lists;
mod plain;
mod rewritten;
mod split;
mod typo;
mod vocabulary;

pub use class::{WordClass, has_qualifier, is_withdrawal};
pub use compare::{Comparison, Difference, compare, compare_plain};
pub use hash::{HashVerdict, hash_verdict, text_hash};
pub use plain::{PlainWord, PlainWords, plain_forms};
pub use rewritten::rewritten;
pub use split::{first_folded, folded};
pub use vocabulary::Vocabulary;
