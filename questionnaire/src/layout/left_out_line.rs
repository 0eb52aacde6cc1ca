//! What is in a sheet and is not read as a question.

/// A line of a text, or a row of a sheet below its header, that is neither a question nor a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutLine {
    /// Its row, from 0.
    pub row: u32,
    /// Its words.
    pub text: String,
}
