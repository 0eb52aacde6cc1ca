//! Answers of a worksheet as decisions.

use super::answers::WorksheetAnswer;
use chrono::NaiveDate;
use fieldbook_questionnaire::decisions::decision::{Decided, Decision, TypedAnswer};
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use std::collections::BTreeMap;
use std::fmt;

/// What became of the answers of a worksheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenAnswers {
    /// The answers that are decisions now.
    pub taken: usize,
    /// The answers that were decisions already.
    pub unchanged: usize,
    /// The answers that were not taken, with the rows of the worksheet.
    pub left: Vec<LeftAnswer>,
}

/// An answer that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAnswer {
    /// The row of the worksheet, from 1.
    pub row: u32,
    /// Why.
    pub cause: LeftCause,
}

/// Why an answer was not taken; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftCause {
    /// No question has the key.
    NoQuestion,
    /// The question was decided otherwise.
    Decided {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
}

impl fmt::Display for LeftCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoQuestion => write!(formatter, "no question has this key; it changed since the export"),
            Self::Decided { by, on } => write!(formatter, "{by} decided about the question on {on}"),
        }
    }
}

/// Makes each answer the decision about its question, unless a person decided otherwise. `people` has the id of each
/// person that a worksheet names.
pub fn take(
    joined: &mut JoinedDecisions,
    answers: &[WorksheetAnswer],
    people: &BTreeMap<String, String>,
    on: NaiveDate,
) -> TakenAnswers {
    let places = joined.questions.iter().enumerate().map(|(index, question)| (question.key.digest(), index));
    let places: BTreeMap<String, usize> = places.collect();
    let mut taken = TakenAnswers::default();
    for answer in answers {
        let question = places.get(&answer.key).and_then(|index| joined.questions.get_mut(*index));
        let Some(question) = question else {
            taken.left.push(LeftAnswer { row: answer.row, cause: LeftCause::NoQuestion });
            continue;
        };
        let typed = TypedAnswer { text: answer.text.clone(), short_answer: answer.short_answer };
        let decision = Decision::Edit(typed);
        match &question.decided {
            Some(decided) if decided.decision == decision => taken.unchanged += 1,
            Some(decided) if !matches!(decided.decision, Decision::Assign(_)) => {
                let cause = LeftCause::Decided { by: decided.by.clone(), on: decided.on };
                taken.left.push(LeftAnswer { row: answer.row, cause });
            }
            _ => {
                let by = people.get(&answer.person).unwrap_or(&answer.person).clone();
                question.decided = Some(Decided { question: question.key.clone(), decision, by, on });
                taken.taken += 1;
            }
        }
    }
    taken
}
