//! The questions that one person is to answer, as a file that the person fills and sends back.
//!
//! In go the questions of a response with their owners; out comes a [`worksheets::Worksheet`] for each person as a
//! workbook, CSV or Markdown. In goes such a workbook or CSV, filled; out come the answers with the keys of their
//! questions. Knows neither the library nor what is written into the customer's file.

pub mod answers;
pub mod columns;
pub mod render;
pub mod taken;
pub mod worksheets;
