//! Why a question is not answered, and the wording of each reason.

use crate::hold::HoldReason;
use chrono::NaiveDate;
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use std::fmt;

/// Why a question is held; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq)]
pub enum RowHold {
    /// The file or the match keeps it from being answered.
    Question(QuestionHold),
    /// A person chose an answer that the library does not have any more.
    MissingAnswer {
        /// The id of the entry.
        entry: String,
        /// The person.
        by: String,
    },
    /// The answer that a person chose has changed since.
    OutdatedDecision {
        /// The id of the entry.
        entry: String,
        /// The person.
        by: String,
        /// The day of the decision.
        on: NaiveDate,
    },
    /// What a person wrote repeats an answer that must not be sent.
    RepeatsHeld {
        /// The id of the entry.
        entry: String,
        /// Why it must not be sent.
        reason: HoldReason,
    },
    /// A person is to answer it.
    Assigned {
        /// The day on which the answer is due.
        due: Option<NaiveDate>,
    },
    /// The answer must not be sent.
    Answer(HoldReason),
}

impl fmt::Display for RowHold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(reason) => reason.fmt(formatter),
            Self::MissingAnswer { entry, by } => write!(formatter, "{by} chose {entry}, which does not exist any more"),
            Self::OutdatedDecision { entry, by, on } => {
                write!(formatter, "{by} chose {entry} on {on}, and it has changed since")
            }
            Self::RepeatsHeld { entry, reason } => write!(formatter, "repeats the text of {entry}: {reason}"),
            Self::Assigned { due: Some(due) } => write!(formatter, "assigned, due {due}"),
            Self::Assigned { due: None } => write!(formatter, "assigned"),
            Self::Answer(reason) => reason.fmt(formatter),
        }
    }
}
