//! Where fields have a value, readable or not, so that one that cannot be read is not called missing.

use crate::source::Span;
use crate::values::Fields;
use serde::{Deserialize, Serialize};

/// Where fields have a value, readable or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFields {
    /// The value of `source:` or `sources:`.
    pub source: Option<Span>,
    /// The value of `verified:`.
    pub verified: Option<Span>,
    /// The value of `approvals:`.
    pub approvals: Option<Span>,
}

impl WrittenFields {
    /// Looks for the fields in one map.
    pub(crate) fn of(fields: &Fields<'_>) -> Self {
        Self {
            source: fields.value_span("source").or_else(|| fields.value_span("sources")),
            verified: fields.value_span("verified"),
            approvals: fields.value_span("approvals"),
        }
    }
}
