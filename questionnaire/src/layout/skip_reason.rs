//! Why a sheet is not read as a questionnaire, and the wording of each reason.

use super::headers::HEADER_ROWS;
use super::word_table::words_of;
use crate::files::cell::column_letters;
use crate::files::grid::Grid;
use std::fmt;

/// Why a sheet is not read; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// A mapping says so.
    Mapping,
    /// The sheet is hidden.
    Hidden {
        /// How many cells have text.
        cells: usize,
    },
    /// No cell has text.
    Empty,
    /// The sheet's name says that it explains, and it has no header with questions.
    Name {
        /// How many cells have text.
        cells: usize,
    },
    /// The paragraphs beside the tables of a document ask, but nothing takes their answers.
    Prose,
    /// There is a header, but nothing asks and nothing takes an answer.
    Explains {
        /// The column that was taken for questions.
        column: u32,
        /// Its header.
        header: String,
        /// Which part of its texts asks, in percent.
        percent: u32,
    },
    /// No header was understood, and no column asks.
    NoHeader {
        /// How many cells have text.
        cells: usize,
    },
}

impl SkipReason {
    /// Returns why a sheet without a layout is not read.
    pub(super) fn of(grid: &Grid) -> Self {
        let cells = grid.cells.len();
        if cells == 0 {
            Self::Empty
        } else if has_explanatory_name(&grid.name) {
            Self::Name { cells }
        } else {
            Self::NoHeader { cells }
        }
    }
}

/// Returns whether a sheet's name says that it explains: "Instructions", "Glossar", "Read me".
pub(super) fn has_explanatory_name(name: &str) -> bool {
    let name = name.to_lowercase().replace("read me", "readme");
    let words = words_of(include_str!("words/headers.txt"), "explanatory");
    name.split(|character: char| !character.is_alphanumeric()).any(|word| words.contains(&word))
}

impl fmt::Display for SkipReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mapping => write!(formatter, "the mapping says so"),
            Self::Hidden { cells } => write!(formatter, "the sheet is hidden ({cells} cells with text)"),
            Self::Prose => {
                write!(formatter, "its paragraphs have no content control and no label such as `Answer:` for an answer")
            }
            Self::Empty => write!(formatter, "the sheet is empty"),
            Self::Name { cells } => write!(
                formatter,
                "its name says that it explains, and it has no header with a question column ({cells} cells with text)"
            ),
            Self::Explains { column, header, percent } => write!(
                formatter,
                "it has no column for answers, and {percent} % of the texts in column {} \"{header}\" ask",
                column_letters(*column)
            ),
            Self::NoHeader { cells } => write!(
                formatter,
                "no header with a question column in its first {HEADER_ROWS} rows, and no column that asks ({cells} cells with text)"
            ),
        }
    }
}
