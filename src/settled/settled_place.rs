//! A place as reports show it.

use super::excerpt::Excerpt;
use crate::source::{Position, Span};

/// A place in a file, with the lines that a report may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledPlace {
    /// The path from the site's folder.
    pub path: String,
    /// The bytes in the file.
    pub span: Span,
    /// The line and column where it begins.
    pub start: Position,
    /// The line and column just after it.
    pub end: Position,
    /// Its source lines.
    pub excerpt: Excerpt,
}
