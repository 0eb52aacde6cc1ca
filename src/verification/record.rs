//! What is recorded, and how it is written.

use crate::editing::scalar;
use chrono::NaiveDate;

/// A check, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerificationRecord {
    /// The day.
    pub on: NaiveDate,
    /// Who checked.
    pub by: Option<String>,
    /// With what or whom: a product version, a second presenter.
    pub with: Option<String>,
    /// How.
    pub method: Option<String>,
}

impl VerificationRecord {
    /// Returns the record as a map of YAML on one line.
    pub(super) fn as_map(&self, hash: &str) -> String {
        let mut fields = vec![format!("on: {}", self.on)];
        for (name, value) in [("by", &self.by), ("with", &self.with), ("method", &self.method)] {
            fields.extend(value.as_ref().map(|value| format!("{name}: {}", scalar(value))));
        }
        fields.push(format!("hash: {hash}"));
        format!("{{{}}}", fields.join(", "))
    }

    /// Returns the record as a footnote holds it: the day and the name.
    pub(super) fn as_words(&self) -> String {
        match &self.by {
            Some(by) => format!("{} by {}", self.on, by.split_whitespace().collect::<Vec<_>>().join(" ")),
            None => self.on.to_string(),
        }
    }
}
