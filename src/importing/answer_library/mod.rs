//! Exports of answer libraries, and other tables with a header that names what their columns hold.
//!
//! Two well-known libraries are Loopio and Responsive (formerly RFPIO). The words of their headers, and those of plain
//! tables, are in `columns`; a person may name columns that are not found.

mod cells;
mod columns;
mod dates;
mod library;
mod row;
mod site;

pub use columns::{ColumnChoice, ColumnRole};
pub use library::import_answer_library;
pub use site::{AnswerPerson, AnswerSite};
