//! Questionnaires in and out: what a customer asks, which approved answers fit, and their own file filled.
//!
//! Input are the bytes of a file and the answers of the library; output are a [`Questionnaire`](layout::questionnaire::Questionnaire), a
//! [`Response`](response::respond::Response) (which cell gets which approved text, and what is held for whom), the customer's own file
//! with only those cells changed, and a manifest of what was said. No text is ever made up here: what is written is
//! an answer's own words or one of the words of the customer's list.
//!
//! Knows nothing of the disk, the calendar day or the terminal. Whether an answer may be sent is decided in `hold`:
//! what is written comes from a [`SendableText`](crate::hold::SendableText), and neither entries nor libraries are known
//! here.

pub mod decisions;
pub mod error;
pub mod files;
pub mod layout;
pub mod learning;
pub mod outgoing;
pub mod response;
pub mod worksheet;
