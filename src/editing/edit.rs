//! One replacement in a text.

use std::ops::Range;

/// A range of bytes and the text that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The bytes to replace.
    pub(crate) range: Range<usize>,
    /// The text to insert.
    pub(crate) text: String,
}

impl Edit {
    /// Returns `text` with the edit made; `None` if the range is not one of it.
    pub(crate) fn apply(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        Some(format!("{before}{}{after}", self.text))
    }
}

/// Returns the line end that `text` uses first.
pub(crate) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(index) if text.get(..index).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}
