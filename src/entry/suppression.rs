//! A suppressed finding.

use crate::source::Spanned;
use chrono::NaiveDate;

/// A finding that the author suppresses, with a reason and an end.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Until when.
    pub until: Option<Spanned<NaiveDate>>,
}
