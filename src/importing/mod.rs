//! Existing content as entries: files of questions as headings, spreadsheets of answers, folders of Markdown.
//!
//! Input are names and bytes, output is an [`Import`]: the files to write, and for each source file what was made of it.
//! Nothing is lost silently: what does not fit a field stays in the text or in a comment, and the report says so.
//! Knows neither disk nor terminal.

mod answers;
mod construct;
mod construct_report;
mod folder;
mod front;
mod headings;
mod import;
mod plural;
mod report;
pub mod site;
mod table;

pub use construct::{Construct, Fate};
pub use folder::import_folder;
pub use headings::import_headings;
pub use import::{Import, Row, Source, Written};
pub use report::{ImportMode, SCHEMA, as_json, as_text};
pub use table::import_table;
