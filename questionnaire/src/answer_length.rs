//! How long a text of an answer is.

use serde::{Deserialize, Serialize};

/// How long a text of an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerLength {
    /// At most 40 words.
    Short,
    /// The usual text.
    Standard,
    /// Everything.
    Detailed,
}

impl AnswerLength {
    /// The lengths in the order in which a text is taken if none is chosen.
    pub const PREFERRED: [Self; 3] = [Self::Standard, Self::Short, Self::Detailed];

    /// Returns the word that files and pages use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Standard => "standard",
            Self::Detailed => "detailed",
        }
    }

    /// Returns the length with this word; `None` for another word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::PREFERRED.into_iter().find(|length| length.word() == word)
    }
}
