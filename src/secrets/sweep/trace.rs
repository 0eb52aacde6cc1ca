//! Where a pattern occurs.

use super::encoding::Encoding;

/// A pattern that occurs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Where it begins, in bytes of the file or of its path.
    pub offset: usize,
    /// What the caller called the pattern; never its text.
    pub label: String,
    /// How it is written there.
    pub encoding: Encoding,
}
