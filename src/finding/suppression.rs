//! A suppressed finding, as an author writes it.

use super::value_digest::ValueDigest;
use crate::source::{Span, Spanned};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A finding that the author suppresses, with a reason and an end.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Suppression {
    /// The rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Until when.
    pub until: SuppressionEnd,
    /// Which secret value is meant.
    pub value: AllowedValue,
    /// What the author says that the value is.
    pub nature: Nature,
}

/// How long a suppression has an effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SuppressionEnd {
    /// No end is written: it depends on the day on which Git first saw the suppression.
    Unwritten,
    /// Up to and including this day.
    On(Spanned<NaiveDate>),
    /// What is written here is not a date as `YYYY-MM-DD`: the suppression has no effect.
    Unreadable(Span),
}

/// The secret value that a suppression names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AllowedValue {
    /// None is named.
    Unwritten,
    /// The one with this fingerprint.
    Fingerprint(Spanned<String>),
    /// What is written here is not a fingerprint: the suppression has no effect.
    Unreadable(Span),
}

impl AllowedValue {
    /// Reads a fingerprint as `check` shows it.
    pub fn read(text: &str, span: Span) -> Self {
        if ValueDigest::is_fingerprint(text) {
            Self::Fingerprint(Spanned::new(text.to_owned(), span))
        } else {
            Self::Unreadable(span)
        }
    }

    /// Returns the fingerprint, if one can be read.
    pub fn fingerprint(&self) -> Option<&str> {
        if let Self::Fingerprint(fingerprint) = self { Some(&fingerprint.value) } else { None }
    }
}

/// What an author says that a suppressed value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nature {
    /// A secret, or nothing is said: the finding is left for a while, and outsiders never get the value.
    Secret,
    /// Not a secret, such as the documented sample of a vendor: it may be published.
    NotASecret,
}
