//! Markdown into HTML.
//!
//! In goes the body of an entry, or a part of it, with what its links and citations lead to; out comes HTML without one
//! inline style, script or handler. Raw HTML is left out, or sanitised where the site allows it. Knows nothing of
//! templates.

mod code;
mod diagram;
mod escape;
mod inline;
mod notes;
mod prose;
mod sanitise;
mod writer;

use crate::config::RawHtml;
use crate::diagrams::DiagramRenderer;
use crate::entry::{Entry, Link};
use crate::source::Span;
use std::collections::BTreeSet;

pub(crate) use code::Highlighter;
pub(crate) use diagram::{diagram_description, diagram_title};
pub(crate) use escape::{escaped, push_attribute, push_escaped, safe_url};
pub(crate) use inline::{Item, list_items};
pub(crate) use prose::{Part, parts, sentence};

/// Where a link leads, as the page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Href {
    /// To a place in the site, by a relative link.
    Inside(String),
    /// To another site, or by mail.
    Outside(String),
    /// Nowhere that a page may lead: the words are alone.
    Nowhere,
}

/// A picture in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The relative link to it.
    pub(crate) href: String,
    /// Its width and height in pixels, where they are known.
    pub(crate) size: Option<(u32, u32)>,
}

/// What the body of a page refers to.
pub(crate) trait References {
    /// Returns where `link` leads.
    fn href(&self, link: &Link) -> Href;
    /// Returns the title of the entry that `link` leads to.
    fn title(&self, link: &Link) -> Option<String>;
    /// Returns the picture that `link` shows; `None` if there is none.
    fn picture(&self, link: &Link) -> Option<Picture>;
    /// Returns the chip of the claim called `id`, as HTML; `None` if the entry has no such claim.
    fn chip(&self, id: &str) -> Option<String>;
    /// Returns the relative link to the file at `path` below the site.
    fn file(&self, path: &str) -> String;
}

/// What renders bodies.
pub(crate) struct Renderer<'a> {
    /// Colours code.
    pub(crate) highlighter: &'a Highlighter,
    /// Draws diagrams, where the build can.
    pub(crate) diagrams: Option<&'a dyn DiagramRenderer>,
    /// What happens to HTML in Markdown.
    pub(crate) raw_html: RawHtml,
}

impl std::fmt::Debug for Renderer<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Renderer").field("highlighter", self.highlighter).finish_non_exhaustive()
    }
}

/// A rendered body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The HTML.
    pub(crate) html: String,
    /// Files that the HTML shows, by path below the site.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Footnotes that the text cites, so that a part knows which to bring along.
    pub(crate) notes: BTreeSet<String>,
}

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
