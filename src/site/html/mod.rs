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
mod references;
mod render;
mod rendered;
mod renderer;
mod sanitise;
mod writer;

pub(crate) use code::Highlighter;
pub(crate) use escape::{escaped, push_attribute, push_escaped, safe_url};
pub(crate) use inline::{Item, list_items};
pub(crate) use prose::{Part, parts, sentence};
pub(crate) use references::{Href, Picture, References};
pub(crate) use rendered::Rendered;
pub(crate) use renderer::Renderer;
