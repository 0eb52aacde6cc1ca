//! A word of a question, known to the library or not.

/// A word or phrase of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum QuestionWord {
    /// A term of the library or of the built-in phrases.
    Known {
        /// The word, or the concept of the phrase.
        term: u32,
        /// The words of the phrase; empty if the term is the word.
        stems: Vec<u32>,
        /// As the customer wrote it.
        written: String,
    },
    /// A stem that no text of the library has.
    Unknown { stem: String, written: String },
}
