//! One thing that a finished questionnaire teaches, or why it teaches nothing.

use crate::entry::ShortAnswer;
use std::fmt;

/// What a finished questionnaire teaches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lessons {
    /// Other wordings of questions that the library answers.
    pub wordings: Vec<NewWording>,
    /// Answers that the library lacks.
    pub answers: Vec<NewAnswer>,
    /// What was not taken, with its place.
    pub left: Vec<LeftLesson>,
    /// The questions that were not answered, as `Sheet row N  words`.
    pub unanswered: Vec<String>,
    /// How many questions have wordings that the library knows.
    pub known: usize,
}

/// Another wording of the question of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWording {
    /// The id of the entry.
    pub entry: String,
    /// The customer's words.
    pub wording: String,
}

/// An answer that the library lacks, as people wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The customer's words.
    pub question: String,
    /// The answer in one word.
    pub short_answer: Option<ShortAnswer>,
    /// The answer; may be empty.
    pub text: String,
    /// What the evidence column names.
    pub evidence: String,
    /// Who decided, if that is known.
    pub owner: Option<String>,
}

/// What was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftLesson {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Why.
    pub cause: LeftCause,
}

/// Why something was not taken; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftCause {
    /// The wording is about the opposite of the entry.
    Opposite(String),
    /// The file has another short answer than the entry.
    OtherChoice(String),
    /// A person changed the text of the entry in the file.
    Edited(String),
    /// The answer of the entry was written for a question in other words.
    OtherQuestion(String),
    /// Another entry answers the question in these words.
    OtherEntry(String),
    /// The entry that was used does not exist any more.
    MissingEntry(String),
    /// People wrote an answer of their own, although an entry has the question.
    AnsweredOtherwise(String),
    /// The words must not be in the library.
    Unfit(String),
}

impl fmt::Display for LeftCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opposite(entry) => write!(formatter, "the wording is about the opposite of {entry}"),
            Self::OtherChoice(entry) => write!(formatter, "the file has another short answer than {entry}"),
            Self::Edited(entry) => write!(formatter, "a person changed the answer of {entry}"),
            Self::OtherQuestion(entry) => {
                write!(formatter, "the answer of {entry} was written for a question in other words")
            }
            Self::OtherEntry(entry) => write!(formatter, "{entry} has these words already"),
            Self::MissingEntry(entry) => write!(formatter, "{entry} does not exist any more"),
            Self::AnsweredOtherwise(entry) => {
                write!(formatter, "{entry} has this question, and people answered otherwise")
            }
            Self::Unfit(reason) => formatter.write_str(reason),
        }
    }
}
