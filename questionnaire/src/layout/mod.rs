//! The layout of a questionnaire: which row is the header, which column has the questions, the answers and the
//! comments, and where each answer goes.
//!
//! Grids of cells go in, a [`questionnaire::Questionnaire`] comes out; a [`mapping::Mapping`] decides where the layout
//! leaves a choice. The words that decide are in `words/`.

pub mod asking;
mod by_content;
mod found_layout;
mod header_choices;
mod header_words;
mod headers;
pub mod inspect;
mod layout_columns;
pub mod left_out_line;
pub mod length_limits;
pub mod mapping;
pub mod mapping_check;
pub mod own_words;
pub mod question;
mod question_cells;
pub mod question_key;
mod question_parts;
pub mod questionnaire;
pub mod questionnaire_format;
mod questions;
pub mod remembered;
pub mod sheet;
mod sheet_content;
pub mod sheet_layout;
pub mod short_answer_words;
pub mod skip_reason;
mod stated_limit;
pub mod tables;
pub mod undecided_column;
mod word_table;
