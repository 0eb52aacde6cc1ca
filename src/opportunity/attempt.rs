//! The last attempt to read the source, which is kept beside the snapshot.

use super::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The schema of the JSON.
pub const ATTEMPT_SCHEMA: &str = "fieldbook/opportunity-attempt/1";

/// The last attempt to read the source of the opportunities, successful or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Always [`ATTEMPT_SCHEMA`].
    pub schema: String,
    /// When it began.
    pub at: Timestamp,
    /// Identifies the settings with which the source was read, so that other settings lead to a new attempt.
    pub settings: String,
    /// Why it failed; `None` if it succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<AttemptFailure>,
}

/// Why the source could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptFailure {
    /// What failed, without the token.
    pub message: String,
    /// How to fix it.
    pub help: String,
    /// Whether the next build tries again at once: it costs few requests, and the cause is of the kind that a person
    /// removes, such as a wrong token.
    pub retry_at_once: bool,
}

impl Attempt {
    /// Reads the JSON of an attempt; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|attempt: &Self| attempt.schema == ATTEMPT_SCHEMA)
    }

    /// Writes the JSON, with a line end at the end.
    ///
    /// # Errors
    ///
    /// Never for an attempt made of plain text, as all are; the serialiser's own error otherwise.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
