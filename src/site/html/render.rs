//! Rendering a part of an entry.

use super::references::References;
use super::rendered::Rendered;
use super::renderer::Renderer;
use super::{sanitise, writer};
use crate::config::RawHtml;
use crate::entry::Entry;
use crate::source::Span;

impl Renderer<'_> {
    /// Renders the part `span` of the file of `entry`. Headings keep the anchors that the entry gave them; a first
    /// heading that repeats the title is left out.
    pub(crate) fn render(&self, entry: &Entry, span: Span, references: &dyn References) -> Rendered {
        let rendered = writer::write(self, entry, span, references);
        match self.raw_html {
            RawHtml::Drop => rendered,
            RawHtml::Sanitise => Rendered { html: sanitise::sanitised(&rendered.html), ..rendered },
        }
    }
}
