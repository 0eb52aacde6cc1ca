//! A site while it grows: every page is rendered, passed on and forgotten, or kept as the last build made it.

mod entry_pages;
mod page_writer;
mod pass_on;
mod unless_same;

pub(super) use page_writer::PageWriter;
