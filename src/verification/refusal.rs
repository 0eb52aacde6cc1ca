//! Reasons to refuse an edit.

use std::fmt;

/// Why nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The claim names no source, so there is nothing to check it against.
    Unsourced,
    /// The fields are written in a way that cannot be edited without touching another value.
    Entangled,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unsourced => "it names no source to check it against; add `source:` first",
            Self::Entangled => "its `verified` cannot be written without changing another value; edit it by hand",
        })
    }
}

impl std::error::Error for Refusal {}
