//! Responses that were written: what was said to which customer, as the manifests of `fieldbook rfp fill` record it.
//!
//! In goes the text of a manifest; out come a [`RecordedResponse`], or a finding with the place of the fault, and what several
//! manifests say together: how often each answer was used, the questions that have none, and what one customer got
//! different answers to. Knows neither the disk nor questionnaires.

mod contradictions;
mod decided_row;
mod history;
mod manifest;
mod open_questions;
mod recorded;
mod recorded_rows;
mod same_questions;

pub use contradictions::{Contradiction, Said};
pub use decided_row::DecidedRow;
pub use history::{Counted, ResponseHistory, history};
pub use manifest::{MANIFEST_SCHEMA, Manifest, ManifestRow, SCHEMA, text_digest};
pub use open_questions::{KnownQuestions, OpenQuestion, OpenQuestions};
pub use recorded::{ManifestFault, RULES, RecordedResponse, UNREADABLE_MANIFEST, parse_manifest, read_response};
pub use recorded_rows::RecordedRows;
pub use same_questions::same_questions;
