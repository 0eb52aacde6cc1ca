//! Why a question is not answered, and the wording of each reason.

use crate::hold::HoldReason;
use fieldbook_questionnaire::decisions::decision_hold::DecisionHold;
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use std::fmt;

/// Why a question is held; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq)]
pub enum RowHold {
    /// The file or the match keeps it from being answered.
    Question(QuestionHold),
    /// What a person decided does not answer it.
    Decision(DecisionHold),
    /// What a person wrote repeats an answer that must not be sent.
    RepeatsHeld {
        /// The id of the entry.
        entry: String,
        /// Why it must not be sent.
        reason: HoldReason,
    },
    /// The answer must not be sent.
    Answer(HoldReason),
}

impl fmt::Display for RowHold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(reason) => reason.fmt(formatter),
            Self::Decision(hold) => hold.fmt(formatter),
            Self::RepeatsHeld { entry, reason } => write!(formatter, "repeats the text of {entry}: {reason}"),
            Self::Answer(reason) => reason.fmt(formatter),
        }
    }
}
