//! The answer in one word.

use serde::{Deserialize, Serialize};

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ShortAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// In part.
    Partial,
    /// Does not apply.
    NotApplicable,
    /// Not yet.
    Planned,
}

impl ShortAnswer {
    /// Each word that authors write, and what it represents, in the order in which messages list them.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("yes", Self::Yes),
        ("no", Self::No),
        ("partial", Self::Partial),
        ("na", Self::NotApplicable),
        ("planned", Self::Planned),
    ];

    /// Returns the word that authors write.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, answer)| *answer == self).map_or("na", |(word, _)| word)
    }

    /// Returns what a word represents; `None` if it is not one of [`ShortAnswer::WORDS`].
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(own, _)| *own == word).map(|(_, answer)| *answer)
    }
}
