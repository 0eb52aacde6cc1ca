//! One sheet of a questionnaire, and how it was read.

use super::asking::{Asking, asking};
use super::by_content;
use super::found_layout::FoundLayout;
use super::headers;
use super::length_limits::{header_limits, limits_above, question_limits};
use super::mapping::SheetMapping;
use super::question::Question;
use super::questions::read_questions;
use super::sheet_content::SheetContent;
use super::sheet_layout::{Columns, Role, SheetLayout};
use super::skip_reason::{SkipReason, has_explanatory_name};
use super::undecided_column::UndecidedColumn;
use crate::error::RfpError;
use crate::files::cell::Cell;
use crate::files::format::Format;
use crate::files::grid::Grid;
use crate::files::lines::{self, OTHER, QUESTION};

/// Which part of the texts must ask for a sheet without places for answers to be read, in percent.
const MIN_ASKING: u32 = 50;

/// One sheet and what it turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its values and constraints.
    pub grid: Grid,
    /// What it holds.
    pub reading: Reading,
    /// The lines of a text that are neither questions nor headings.
    pub left_out: Vec<LeftOutLine>,
}

/// A line of a text that is neither a question nor a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutLine {
    /// Its row, from 0.
    pub row: u32,
    /// Its words.
    pub text: String,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Questions.
    Questions {
        /// Where they and their answers are.
        layout: SheetLayout,
        /// The questions from top to bottom.
        questions: Vec<Question>,
    },
    /// Questions whose layout a person has to decide.
    Undecided {
        /// What could be found, with the first of the candidates.
        layout: SheetLayout,
        /// What is to be decided; not empty.
        undecided: Vec<UndecidedColumn>,
    },
    /// Nothing to answer, and why.
    Skipped(SkipReason),
}

/// Reads a sheet by what a mapping says about it, or by the layout that it has.
///
/// # Errors
///
/// The mapping is invalid.
pub(super) fn read_sheet(mut grid: Grid, format: Format, said: Option<&SheetMapping>) -> Result<Sheet, RfpError> {
    let mut left_out = Vec::new();
    let reading = match said {
        Some(said) if said.skip => Reading::Skipped(SkipReason::Mapping),
        Some(said) => match said.ambiguity() {
            Some(ambiguity) => Reading::Undecided {
                layout: said.layout().unwrap_or_default(),
                undecided: vec![UndecidedColumn { role: Role::Response, ambiguity }],
            },
            None => with_questions(&mut grid, said.layout()?),
        },
        None if grid.name == lines::SHEET && matches!(format, Format::Text | Format::Markdown) => {
            left_out = take_other_lines(&mut grid);
            if format == Format::Markdown {
                left_out.extend(take_items(&mut grid));
                left_out.sort_by_key(|line| line.row);
            }
            with_questions(&mut grid, text_layout())
        }
        None => read_as_found(&mut grid),
    };
    Ok(Sheet { grid, reading, left_out })
}

fn read_as_found(grid: &mut Grid) -> Reading {
    if grid.is_hidden {
        return Reading::Skipped(SkipReason::Hidden { cells: grid.cells.len() });
    }
    let content = SheetContent::of(grid);
    let by_content = |grid: &Grid| {
        let is_read = !has_explanatory_name(&grid.name) || !grid.lists.items().is_empty();
        is_read.then(|| by_content::find(grid, &content)).flatten()
    };
    match headers::find(grid, &content).or_else(|| by_content(grid)) {
        None => Reading::Skipped(SkipReason::of(grid)),
        Some(FoundLayout { layout, undecided }) if !undecided.is_empty() => Reading::Undecided { layout, undecided },
        Some(FoundLayout { layout, .. }) => match explains(grid, &content, &layout) {
            Some(reason) => Reading::Skipped(reason),
            None => with_questions(grid, layout),
        },
    }
}

/// Returns why a sheet with a header is not a questionnaire: it has no places for answers, and its texts do not ask.
fn explains(grid: &Grid, content: &SheetContent, layout: &SheetLayout) -> Option<SkipReason> {
    let column = layout.columns.of(Role::Question)?;
    let percent = content.column(column).asking_percent();
    let header = grid.text(Cell::new(layout.body().saturating_sub(1), column)).to_owned();
    let asks = layout.has_answers() || percent >= MIN_ASKING;
    (!asks).then_some(SkipReason::Explains { column, header, percent })
}

fn with_questions(grid: &mut Grid, layout: SheetLayout) -> Reading {
    let questions = read_questions(grid, &layout);
    let limits = [header_limits(grid, &layout), limits_above(grid, &layout), question_limits(&questions)];
    grid.lengths.extend(limits.concat());
    Reading::Questions { questions, layout }
}

/// Takes the lines that are not questions out of the grid of a text and returns them; those that ask without a question
/// mark, such as `Describe how backups are made.`, become questions.
fn take_other_lines(grid: &mut Grid) -> Vec<LeftOutLine> {
    let others: Vec<Cell> = grid.cells.keys().copied().filter(|cell| cell.column == OTHER).collect();
    let mut left_out = Vec::new();
    for cell in others {
        let Some(text) = grid.cells.remove(&cell) else { continue };
        if asking(&text) == Asking::Not {
            left_out.push(LeftOutLine { row: cell.row, text });
        } else {
            grid.cells.insert(Cell::new(cell.row, QUESTION), text);
        }
    }
    left_out
}

/// Takes the list items that do not ask out of the text around tables: there they are instructions.
fn take_items(grid: &mut Grid) -> Vec<LeftOutLine> {
    let is_item =
        |(cell, text): (&Cell, &String)| (cell.column == QUESTION && asking(text) == Asking::Not).then_some(*cell);
    let items: Vec<Cell> = grid.cells.iter().filter_map(is_item).collect();
    let take = |cell: Cell| grid.cells.remove(&cell).map(|text| LeftOutLine { row: cell.row, text });
    items.into_iter().filter_map(take).collect()
}

/// The layout that [`lines::grid`](crate::files::lines::grid) writes.
fn text_layout() -> SheetLayout {
    let mut columns = Columns::default();
    for (role, column) in [(Role::Section, 0), (Role::Id, 1), (Role::Question, QUESTION)] {
        columns.set(role, column);
    }
    SheetLayout { columns, ..SheetLayout::default() }
}
