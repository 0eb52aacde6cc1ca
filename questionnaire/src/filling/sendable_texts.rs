//! The texts of an answer as they are written into cells.

use crate::short_answer::ShortAnswer;

/// Texts that may be written into the file of a customer. Implemented only by types that are made from an answer once
/// no reason is against sending it.
pub trait SendableTexts {
    /// Returns the text to write, without markup; may be empty if there is a short answer.
    fn text(&self) -> &str;

    /// Returns the text of at most 40 words; may be empty.
    fn short_text(&self) -> &str;

    /// Returns the answer in one word, for a closed question.
    fn short_answer(&self) -> Option<ShortAnswer>;
}
