//! A match of a family's pattern within its text.

use std::ops::Range;

/// A match of a family's pattern, with the text that it is in.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The whole text.
    pub text: &'a [u8],
    /// The match, in bytes of the text.
    pub whole: Range<usize>,
    /// The secret within it, in bytes of the text.
    pub secret: Range<usize>,
}

impl<'a> Found<'a> {
    /// Returns the secret.
    pub fn value(&self) -> &'a [u8] {
        self.text.get(self.secret.clone()).unwrap_or_default()
    }

    /// Returns at most `length` bytes before the secret.
    pub fn before(&self, length: usize) -> &'a [u8] {
        self.text.get(self.secret.start.saturating_sub(length)..self.secret.start).unwrap_or_default()
    }

    /// Returns at most `length` bytes after the secret.
    pub fn after(&self, length: usize) -> &'a [u8] {
        let end = self.secret.end.saturating_add(length).min(self.text.len());
        self.text.get(self.secret.end..end).unwrap_or_default()
    }

    /// Returns the quote right before the secret, if there is one.
    pub fn quote(&self) -> Option<u8> {
        self.before(1).first().copied().filter(|byte| b"\"'`".contains(byte))
    }

    /// Returns the line up to the secret, at most 200 bytes of it.
    pub fn line_before(&self) -> &'a [u8] {
        self.before(200).rsplit(|byte| *byte == b'\n').next().unwrap_or_default()
    }
}
