//! Why the file or the match keeps a question from being answered, and the wording of each reason.

use crate::files::cell::Cell;
use crate::files::grid::LengthUnit;
use fieldbook_search::matching::{Mismatch, STRONG};
use std::fmt;

/// Why a question is held; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionHold {
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

impl fmt::Display for QuestionHold {
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
