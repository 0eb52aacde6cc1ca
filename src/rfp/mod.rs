//! The response to a questionnaire: which approved answers fit, what people decided, what is held and for whom, and the
//! record of what was said.
//!
//! In goes a [`Questionnaire`](fieldbook_questionnaire::layout::questionnaire::Questionnaire) and the answers of the
//! library; out comes a [`Response`](response::respond::Response), which says which cell gets which approved text, and a
//! manifest. No text is ever made up here: what is written is an answer's own words or one of the words of the
//! customer's list. Reading and filling files is the crate `questionnaire`, which the page of the tray runs too.
//!
//! Knows nothing of the disk, the calendar day or the terminal. Whether an answer may be sent is decided in `hold`:
//! what is written comes from a [`SendableText`](crate::hold::SendableText), and neither entries nor libraries are known
//! here.

pub mod learning;
pub mod outgoing;
pub mod response;
pub mod worksheet;
