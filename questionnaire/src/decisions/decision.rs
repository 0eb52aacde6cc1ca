//! One decision of a person about one question.

use crate::answer_length::AnswerLength;
use crate::layout::question_key::QuestionKey;
use crate::short_answer::ShortAnswer;
use chrono::NaiveDate;

/// What was decided about a question, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The question.
    pub question: QuestionKey,
    /// What was decided.
    pub decision: Decision,
    /// The id of the person in `people.yaml`.
    pub by: String,
    /// The day of the decision.
    pub on: NaiveDate,
}

/// What can be decided about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The first proposal answers it.
    Accept(ChosenAnswer),
    /// Another answer of the library answers it.
    Choose(ChosenAnswer),
    /// A person wrote the answer.
    Edit(TypedAnswer),
    /// The question does not apply, for this reason if one is given.
    NotApplicable(Option<String>),
    /// A person is to answer it.
    Assign(Assignment),
}

/// An answer of the library as it was when a person chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenAnswer {
    /// The entry's id.
    pub entry: String,
    /// Identifies the text and the short answer that the person saw, as the library does.
    pub digest: String,
    /// The length of the text; `None` if the person left it to the library.
    pub length: Option<AnswerLength>,
}

/// An answer that a person wrote for one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedAnswer {
    /// The text; empty if the short answer says everything.
    pub text: String,
    /// The answer in one word, where the cell takes one.
    pub short_answer: Option<ShortAnswer>,
}

/// Who is to answer, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The id of the person in `people.yaml`.
    pub to: String,
    /// The day on which the answer is due.
    pub due: Option<NaiveDate>,
}

impl Decision {
    /// Returns the name of the kind in files.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Choose(_) => "choose",
            Self::Edit(_) => "edit",
            Self::NotApplicable(_) => "not-applicable",
            Self::Assign(_) => "assign",
        }
    }

    /// Returns the answer of the library that was chosen.
    pub fn chosen(&self) -> Option<&ChosenAnswer> {
        match self {
            Self::Accept(chosen) | Self::Choose(chosen) => Some(chosen),
            Self::Edit(_) | Self::NotApplicable(_) | Self::Assign(_) => None,
        }
    }
}
