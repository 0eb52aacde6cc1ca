//! What people decided about the questions of a questionnaire, and the file that keeps it beside the questionnaire.
//!
//! In go the bytes of a file of decisions and the questions; out comes, for each question, the decision about it, and
//! every decision that no question has any more. A question is found again by its words, number and section, and never
//! by its row alone, so that decisions survive a new version of the workbook. Knows neither the library nor what is
//! written: the binary and the page apply decisions.

pub mod decision;
pub mod decision_hold;
pub mod decisions_file;
pub mod joined;
