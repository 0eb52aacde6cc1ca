//! A suppressed finding.

use crate::source::{Span, Spanned};
use chrono::NaiveDate;

/// A finding that the author suppresses, with a reason and an end.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Until when.
    pub until: SuppressionEnd,
}

/// How long a suppression has an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuppressionEnd {
    /// No end is written: it depends on the day on which Git first saw the suppression.
    Unwritten,
    /// Up to and including this day.
    On(Spanned<NaiveDate>),
    /// What is written here is not a date as `YYYY-MM-DD`: the suppression has no effect.
    Unreadable(Span),
}
