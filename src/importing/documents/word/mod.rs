//! Word documents (`.docx`, ECMA-376 part 1, 17) as blocks.
//!
//! Headings by style or outline level, lists by numbering, tables, pictures, footnotes, links and text boxes are read.
//! What is in the margin of a document is listed: comments, deletions, headers and footers.

mod fields;
mod list_count;
mod paragraph;
mod reader;
mod runs;
mod styles;
mod table;
mod unread;

pub(super) use reader::read_word;
