//! The decision of a person that led to what is written, as a manifest names it.

use serde::{Deserialize, Serialize};

/// Who decided what about a question, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedRow {
    /// The kind of the decision: `accept`, `choose`, `edit`, `not-applicable` or `assign`.
    pub kind: String,
    /// The id of the person.
    pub by: String,
    /// The day, `YYYY-MM-DD`.
    pub on: String,
}
