//! Documents of word processors, slides and exports of wikis, as pages.
//!
//! In go names and bytes, out comes an [`Import`](super::Import) of pages with their pictures, and what became of each
//! piece that is not plain text. Formats are recognised by content. The readers make blocks (`model`), one writer makes
//! Markdown of them that shows their text exactly (`render`). Knows neither disk nor terminal.

mod assets;
mod cell;
pub(super) mod cell_markdown;
mod competitors;
mod confluence;
mod convert;
mod converted;
mod document;
mod ending;
mod escape;
mod expand;
mod format;
mod html;
mod log;
mod markdown_files;
mod model;
mod package;
mod page;
mod render;
mod render_line;
mod slides;
mod targets;
mod word;
mod xml_tree;

pub use competitors::Competitors;
pub use convert::import_documents;
pub use converted::DocumentSite;
