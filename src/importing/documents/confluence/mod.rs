//! HTML exports of Confluence spaces: `index.html` with the tree of pages, a file for each page, attachments.

mod export;
mod macros;
mod page;
mod tree;

pub(super) use export::{exports, import_export, read_html_page};
