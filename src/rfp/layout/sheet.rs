//! One sheet of a questionnaire, and how it was read.

use super::headers;
use super::mapping::Mapping;
use super::question::Question;
use super::questions::read_questions;
use super::sheet_header::{Columns, Role, SheetHeader};
use crate::rfp::error::RfpError;
use crate::rfp::files::format::Format;
use crate::rfp::files::grid::Grid;

/// One sheet and what it turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its values and constraints.
    pub grid: Grid,
    /// What it holds.
    pub reading: Reading,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Questions under a header.
    Questions {
        /// The header.
        header: SheetHeader,
        /// The questions from top to bottom.
        questions: Vec<Question>,
    },
    /// Nothing to answer, and why we think so.
    Skipped(String),
}

/// Reads a sheet by `mapping`, or by the header that it has.
///
/// # Errors
///
/// The mapping is invalid, or two columns tie.
pub(super) fn read_sheet(grid: Grid, format: Format, mapping: Option<&Mapping>) -> Result<Sheet, RfpError> {
    let said = mapping.and_then(|mapping| mapping.of(&grid.name));
    let header = match said {
        Some(said) if said.skip => None,
        Some(said) => Some(said.header()?),
        None if grid.is_hidden => None,
        None if format == Format::Text => Some(text_header()),
        None => headers::find(&grid).map_err(RfpError::Asks)?,
    };
    let reading = match header {
        Some(header) => Reading::Questions { questions: read_questions(&grid, &header), header },
        None if said.is_some() => Reading::Skipped("the mapping says so".to_owned()),
        None => Reading::Skipped(skip_reason(&grid)),
    };
    Ok(Sheet { grid, reading })
}

/// The layout that [`lines::grid`](crate::rfp::files::lines::grid) writes.
fn text_header() -> SheetHeader {
    let mut columns = Columns::default();
    for (role, column) in [(Role::Section, 0), (Role::Id, 1), (Role::Question, 2)] {
        columns.set(role, column);
    }
    SheetHeader { first: 0, height: 0, columns, marks: Vec::new(), found: Vec::new() }
}

fn skip_reason(grid: &Grid) -> String {
    let name = grid.name.to_lowercase();
    let explanatory = [
        "instruction",
        "read me",
        "readme",
        "guidance",
        "cover",
        "glossary",
        "definition",
        "introduction",
        "version",
        "lists",
        "legend",
    ];
    let count = grid.cells.len();
    if grid.is_hidden {
        format!("the sheet is hidden ({count} cells with text)")
    } else if count == 0 {
        "the sheet is empty".to_owned()
    } else if explanatory.iter().any(|word| name.contains(word)) {
        format!("its name says that it explains, and it has no header with a question column ({count} cells with text)")
    } else {
        let rows = headers::HEADER_ROWS;
        format!("no header with a question column in its first {rows} rows ({count} cells with text)")
    }
}
