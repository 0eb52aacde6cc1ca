//! Markdown pages and tables as CSV, above all those of export archives of Notion, which have ids in the names of files
//! and folders.

mod database;
mod export;
mod links;
mod names;
mod page;

pub(super) use export::{Known, import_files};
pub(super) use names::without_ids;
