//! Whether a query is a question.

use super::word::Word;

/// How a query asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    /// It names what it looks for.
    #[default]
    Not,
    /// It begins as a question does.
    LikeQuestion,
    /// It has a question mark.
    Question,
}

/// Words that questions begin with.
const QUESTION_WORDS: [&str; 20] = [
    "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "may", "what", "when", "where", "which",
    "who", "whose", "why", "will", "would",
];
/// The least number of words of a question without a mark.
const LEAST_QUESTION: usize = 3;

impl Asking {
    /// Returns how `text`, with these `words`, asks.
    pub(super) fn of(text: &str, words: &[Word]) -> Self {
        let begins = words.first().is_some_and(|word| QUESTION_WORDS.contains(&word.text.as_str()));
        if text.contains('?') {
            Self::Question
        } else if begins && words.len() >= LEAST_QUESTION {
            Self::LikeQuestion
        } else {
            Self::Not
        }
    }
}
