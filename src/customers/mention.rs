//! A place that names a customer.

use std::ops::Range;

/// A place that names a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The key of the customer.
    pub key: &'a str,
    /// The name as it is declared.
    pub name: &'a str,
    /// Where it is in the text, in bytes.
    pub range: Range<usize>,
    /// Whether it can be another word.
    pub certainty: Certainty,
}

/// Whether a place names a customer for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The name is an ordinary word that begins a sentence or is in a heading, where every word may have a capital.
    Doubtful,
    /// The name consists of ordinary words, and has the capitals of a name where no other word has.
    Likely,
    /// No other word is spelt like this.
    Certain,
}
