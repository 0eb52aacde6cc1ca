//! What bodies are rendered with.

use super::code::Highlighter;
use crate::config::RawHtml;
use crate::diagrams::DiagramRenderer;
use std::fmt;

/// Renders bodies.
pub(crate) struct Renderer<'a> {
    /// Colours code.
    pub(crate) highlighter: &'a Highlighter,
    /// Draws diagrams; `None` if the build cannot.
    pub(crate) diagrams: Option<&'a dyn DiagramRenderer>,
    /// What happens to HTML in Markdown.
    pub(crate) raw_html: RawHtml,
}

impl fmt::Debug for Renderer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Renderer").field("highlighter", self.highlighter).finish_non_exhaustive()
    }
}
