//! What a person decided in the page about a question, besides the text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who decided about a question, when, and what besides the text.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DecidedChoice {
    /// What was decided.
    pub kind: DecidedKind,
    /// The id of the person.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
    /// Why the question does not apply.
    #[serde(default)]
    pub note: Option<String>,
    /// The id of the person who is to answer; empty for none.
    #[serde(default)]
    pub to: String,
    /// The day on which the answer is due.
    #[serde(default)]
    pub due: Option<NaiveDate>,
}

/// What a person decides in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedKind {
    /// The first candidate.
    Accept,
    /// Another answer.
    Choose,
    /// A text or a short answer of the person.
    Edit,
    /// The question does not apply.
    NotApplicable,
    /// Another person is to answer.
    Assign,
}
