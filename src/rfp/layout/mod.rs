//! From grids to questions: which sheet and columns hold the questions, and where each answer goes.
//!
//! Knows neither the library nor how a file is written.

mod header_words;
pub mod headers;
pub mod inspect;
pub mod mapping;
pub mod question;
mod question_parts;
pub mod questionnaire;
mod questions;
mod role_columns;
pub mod sheet;
pub mod sheet_header;
pub mod short_answer_words;
