//! Why a question is not answered, and the wording of each reason.

use crate::hold::HoldReason;
use crate::rfp::files::cell::Cell;
use crate::rfp::files::grid::LengthUnit;
use chrono::NaiveDate;
use fieldbook_search::matching::{Mismatch, STRONG};
use std::fmt;

/// Why a question is held; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq)]
pub enum RowHold {
    /// The layout forbids to write: a hidden row, a formula, a cell that is already filled.
    Layout(String),
    /// No answer is near enough.
    NoMatch,
    /// The best match has this probability, which is too low.
    LowProbability(f64),
    /// The best match differs from the question in something that matters.
    Mismatch(Mismatch),
    /// The cell asks this many things, and the match is not exact.
    SeveralParts(u32),
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
    /// The sheet has no column for the answer.
    NoColumn,
    /// The cell requires a choice, and the answer has no short answer.
    NoShortAnswer,
    /// No column is to be marked for this short answer.
    NoMark(&'static str),
    /// The list's words come from this formula, so they are not known.
    FormulaList(String),
    /// None or more than one of the list's words says what the answer says.
    NoWord {
        /// What the answer says.
        word: &'static str,
        /// The first words of the list.
        offered: Vec<String>,
    },
    /// The answer is longer than the cell allows.
    TooLong {
        /// The cell.
        cell: Cell,
        /// How much it takes.
        most: u32,
        /// What is counted.
        unit: LengthUnit,
    },
    /// The question is answered in words, and the cell takes a word of a list; there is no comment column.
    OpenQuestion,
    /// The answer has a control character that no cell can hold.
    ControlCharacter(char),
}

impl fmt::Display for RowHold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layout(reason) => formatter.write_str(reason),
            Self::NoMatch => write!(formatter, "no answer in the library matches"),
            Self::LowProbability(probability) => {
                // Rounded down, so that what is below the limit never reads like it.
                let shown = (probability * 100.0).floor() / 100.0;
                write!(formatter, "best match {shown:.2}, below the {STRONG:.2} needed to fill")
            }
            Self::Mismatch(mismatch) => mismatch.fmt(formatter),
            Self::SeveralParts(parts) => write!(formatter, "the cell asks {parts} things at once"),
            Self::MissingAnswer { entry, by } => write!(formatter, "{by} chose {entry}, which does not exist any more"),
            Self::OutdatedDecision { entry, by, on } => {
                write!(formatter, "{by} chose {entry} on {on}, and it has changed since")
            }
            Self::RepeatsHeld { entry, reason } => write!(formatter, "repeats the text of {entry}: {reason}"),
            Self::Assigned { due: Some(due) } => write!(formatter, "assigned, due {due}"),
            Self::Assigned { due: None } => write!(formatter, "assigned"),
            Self::Answer(reason) => reason.fmt(formatter),
            Self::NoColumn => write!(formatter, "the sheet has no column for the answer"),
            Self::NoShortAnswer => {
                write!(formatter, "the cell requires a choice, and the answer has no `short_answer`")
            }
            Self::NoMark(word) => write!(formatter, "no column to mark for \"{word}\""),
            Self::FormulaList(source) => write!(formatter, "the list's words come from a formula ({source})"),
            Self::NoWord { word, offered } => {
                let offered: Vec<String> = offered.iter().map(|word| format!("\"{word}\"")).collect();
                write!(formatter, "no single word of the list says \"{word}\"; it has {}", offered.join(", "))
            }
            Self::TooLong { cell, most, unit } => {
                write!(formatter, "the answer is longer than the {most} {} that {cell} allows", unit.word())
            }
            Self::OpenQuestion => write!(
                formatter,
                "the question is answered in words, the cell takes a word of a list, and there is no comment column"
            ),
            Self::ControlCharacter(character) => write!(
                formatter,
                "the answer contains the control character U+{:04X}, which a cell cannot contain",
                u32::from(*character)
            ),
        }
    }
}
