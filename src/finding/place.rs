//! A place of a finding: a span in a file.

use crate::source::{Position, SourceFile, Span};
use std::sync::Arc;

/// A span in a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The exact value in it.
    pub span: Span,
}

impl Place {
    /// Joins a file and a span in it.
    pub fn new(file: &Arc<SourceFile>, span: Span) -> Self {
        Self { file: Arc::clone(file), span }
    }

    /// Returns the line and column where the span begins.
    pub fn start(&self) -> Position {
        self.file.position(self.span.start)
    }

    /// Returns the line and column just after the span.
    pub fn end(&self) -> Position {
        self.file.position(self.span.end)
    }
}
