//! Closed sets of words.

/// A closed set of words that a field may hold.
pub trait Choice: Copy + 'static {
    /// Each word and what it represents, in the order in which messages list them.
    const WORDS: &'static [(&'static str, Self)];
}
