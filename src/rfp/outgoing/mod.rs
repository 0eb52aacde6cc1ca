//! A filled questionnaire before it goes out: what is still missing in it, and what must not be in it.
//!
//! In go the questions of the file, what its cells hold, the manifest of `rfp fill` if there is one, and the answers of the
//! library as they are today; out come findings with the sheet and cell. Knows neither the disk nor report formats.

pub mod check;
pub mod rows;
mod sheet_text;
