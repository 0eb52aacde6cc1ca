//! Why a decision does not answer its question.

use chrono::NaiveDate;
use std::fmt;

/// Why a decision does not answer its question; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionHold {
    /// A person chose an answer that the library does not have any more.
    MissingAnswer {
        /// The id of the entry.
        entry: String,
        /// The person.
        by: String,
    },
    /// The answer that a person chose has changed since.
    Outdated {
        /// The id of the entry.
        entry: String,
        /// The person.
        by: String,
        /// The day of the decision.
        on: NaiveDate,
    },
    /// A person is to answer it.
    Assigned {
        /// The day on which the answer is due.
        due: Option<NaiveDate>,
    },
}

impl DecisionHold {
    /// Returns whether the question has to be decided again.
    pub fn is_outdated(&self) -> bool {
        matches!(self, Self::MissingAnswer { .. } | Self::Outdated { .. })
    }
}

impl fmt::Display for DecisionHold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingAnswer { entry, by } => write!(formatter, "{by} chose {entry}, which does not exist any more"),
            Self::Outdated { entry, by, on } => {
                write!(formatter, "{by} chose {entry} on {on}, and it has changed since")
            }
            Self::Assigned { due: Some(due) } => write!(formatter, "assigned, due {due}"),
            Self::Assigned { due: None } => write!(formatter, "assigned"),
        }
    }
}
