//! One sheet of a questionnaire, and how it was read.

use super::asking::{Asking, asking};
use super::by_content;
use super::found_layout::FoundLayout;
use super::headers;
use super::left_out_line::LeftOutLine;
use super::length_limits::{header_limits, limits_above, question_limits};
use super::mapping::SheetMapping;
use super::question::Question;
use super::questions::{ReadRows, read_questions};
use super::sheet_content::SheetContent;
use super::sheet_layout::{Columns, Role, SheetLayout};
use super::skip_reason::{SkipReason, has_explanatory_name};
use super::tables::{Table, tables};
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
    /// The lines of a text, and the rows below a header, that are neither questions nor headings.
    pub left_out: Vec<LeftOutLine>,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Questions.
    Questions {
        /// Where they and their answers are, from top to bottom; not empty.
        tables: Vec<Table>,
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

/// Reads a sheet by what a mapping says about its tables, from top to bottom, or by the layout that it has.
///
/// # Errors
///
/// The mapping is invalid.
pub(super) fn read_sheet(grid: Grid, format: Format, said: &[&SheetMapping]) -> Result<Sheet, RfpError> {
    let mut sheet = Sheet { reading: Reading::Skipped(SkipReason::Empty), left_out: Vec::new(), grid };
    sheet.reading = match said {
        [] if sheet.grid.name == lines::SHEET && matches!(format, Format::Text | Format::Markdown) => {
            sheet.left_out = take_other_lines(&mut sheet.grid);
            if format == Format::Markdown {
                sheet.left_out.extend(take_items(&mut sheet.grid));
                sheet.left_out.sort_by_key(|line| line.row);
            }
            sheet.with_questions(vec![text_layout()])
        }
        [] => sheet.as_found(),
        said if said.iter().any(|said| said.skip) => Reading::Skipped(SkipReason::Mapping),
        said => sheet.as_mapped(said)?,
    };
    Ok(sheet)
}

impl Sheet {
    fn as_mapped(&mut self, said: &[&SheetMapping]) -> Result<Reading, RfpError> {
        if let Some(ambiguity) = said.iter().find_map(|said| said.ambiguity()) {
            let layout = said.first().and_then(|said| said.layout().ok()).unwrap_or_default();
            return Ok(Reading::Undecided {
                layout,
                undecided: vec![UndecidedColumn { role: Role::Response, ambiguity }],
            });
        }
        let layouts = said.iter().map(|said| said.layout()).collect::<Result<Vec<_>, _>>()?;
        Ok(self.with_questions(layouts))
    }

    fn as_found(&mut self) -> Reading {
        let grid = &self.grid;
        if grid.is_hidden {
            return Reading::Skipped(SkipReason::Hidden { cells: grid.cells.len() });
        }
        let content = SheetContent::of(grid);
        let by_content = || {
            let is_read = !has_explanatory_name(&grid.name) || !grid.lists.items().is_empty();
            is_read.then(|| by_content::find(grid, &content)).flatten()
        };
        let by_header = headers::find(grid, &content);
        // `Question` and `Answer` in front of each question and its answer look like a header.
        let is_label = by_header.as_ref().is_some_and(|found| explains(grid, &content, &found.layout).is_some());
        let labelled = if is_label { by_content().filter(|found| found.undecided.is_empty()) } else { None };
        match labelled.or(by_header).or_else(by_content) {
            None => Reading::Skipped(SkipReason::of(grid)),
            Some(FoundLayout { layout, undecided }) if !undecided.is_empty() => {
                Reading::Undecided { layout, undecided }
            }
            Some(FoundLayout { layout, .. }) => match explains(grid, &content, &layout) {
                Some(reason) => Reading::Skipped(reason),
                None => self.with_questions(vec![layout]),
            },
        }
    }

    fn with_questions(&mut self, layouts: Vec<SheetLayout>) -> Reading {
        let above = layouts.first().map(|layout| layout.first).unwrap_or_default();
        let tables = tables(&self.grid, layouts);
        let ReadRows { questions, left_out, .. } = read_questions(&self.grid, &tables);
        let limits =
            [header_limits(&self.grid, &tables), limits_above(&self.grid, above, &tables), question_limits(&questions)];
        self.grid.lengths.extend(limits.concat());
        self.left_out.extend(left_out);
        Reading::Questions { tables, questions }
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
