//! From questions and proposals to a response: what is written for each question, what is held and why, and the record
//! of it.

pub mod decided;
pub mod manifest;
pub mod respond;
pub mod row_hold;
pub mod selection;
