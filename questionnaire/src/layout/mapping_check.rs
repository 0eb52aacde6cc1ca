//! Whether a mapping fits the file that it is for: its sheets, rows and columns exist, and no column has two roles.

use super::mapping::{Mapping, SCHEMA, SheetMapping};
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use crate::error::RfpError;
use crate::files::cell::{Area, Cell, column_letters};
use crate::files::grid::Grid;
use std::collections::BTreeMap;

/// The roles whose columns are read, so that they have text.
const READ: [Role; 3] = [Role::Question, Role::Id, Role::Section];

/// Checks a mapping against the sheets of its file. What is undecided in it is not checked.
///
/// # Errors
/// The schema is another one, a sheet, row or column does not exist, two roles have one column, or two tables of a sheet
/// overlap.
pub fn check_mapping(mapping: &Mapping, grids: &[Grid]) -> Result<(), RfpError> {
    if mapping.schema != SCHEMA {
        return Err(RfpError::refused(format!("the `schema` of the mapping is {:?}, not {SCHEMA:?}", mapping.schema)));
    }
    for said in &mapping.sheets {
        let grid = grids.iter().find(|grid| grid.name == said.sheet).ok_or_else(|| unknown_sheet(said, grids))?;
        if !said.skip && said.undecided.is_empty() {
            let layout = said.layout()?;
            check_roles(said, &layout)?;
            check_columns(said, &layout, grid)?;
        }
    }
    grids.iter().try_for_each(|grid| check_tables(&mapping.of(&grid.name)))
}

fn unknown_sheet(said: &SheetMapping, grids: &[Grid]) -> RfpError {
    let names: Vec<_> = grids.iter().map(|grid| format!("\"{}\"", grid.name)).collect();
    RfpError::refused(format!("the mapping names sheet \"{}\"; there are {}", said.sheet, names.join(", ")))
}

/// Every column has one role; only below a question is the answer in the question's own column.
fn check_roles(said: &SheetMapping, layout: &SheetLayout) -> Result<(), RfpError> {
    let mut taken = BTreeMap::<u32, String>::new();
    let roles = Role::ALL.into_iter().filter_map(|role| Some((layout.columns.of(role)?, role.word().to_owned())));
    let marks = layout.marks.iter().map(|(column, short)| (*column, format!("mark `{}`", short.word())));
    let is_below = layout.answers == AnswerPlace::Below;
    for (column, role) in roles.chain(marks) {
        let other = taken.insert(column, role.clone());
        if let Some(other) = other.filter(|other| !(is_below && other == Role::Question.word())) {
            let column = column_letters(column);
            return Err(said.refused(&format!("column {column} is used for two roles, {other} and {role}")));
        }
    }
    Ok(())
}

fn check_columns(said: &SheetMapping, layout: &SheetLayout, grid: &Grid) -> Result<(), RfpError> {
    let rows = grid.row_count();
    if layout.first >= rows.max(1) {
        let row = layout.first + 1;
        return Err(said.refused(&format!("`header_row` is {row}, and the last row with text is {rows}")));
    }
    for role in READ {
        let Some(column) = layout.columns.of(role) else { continue };
        let mut below = grid.cells.range(Cell::new(layout.body(), 0)..);
        if !below.any(|(cell, text)| cell.column == column && !text.trim().is_empty()) {
            let (column, word) = (column_letters(column), role.word());
            return Err(said.refused(&format!("column {column}, given for `{word}`, has no text below the header")));
        }
    }
    // Answers may go to the first column without anything in it.
    let last = last_column(grid) + 1;
    let written = Role::ALL.into_iter().filter(|role| !READ.contains(role));
    let written = written.filter_map(|role| Some((role.word(), layout.columns.of(role)?)));
    let marks = layout.marks.iter().map(|(column, short)| (short.word(), *column));
    match written.chain(marks).find(|(_, column)| *column > last) {
        None => Ok(()),
        Some((word, column)) => {
            let [column, last] = [column, last.saturating_sub(1)].map(column_letters);
            Err(said.refused(&format!(
                "column {column}, given for `{word}`, is not in the sheet; its last column is {last}"
            )))
        }
    }
}

/// Returns the last column with anything in it: text, a list, a merge or a box to write in.
fn last_column(grid: &Grid) -> u32 {
    let lists = grid.lists.items().iter().flat_map(|list| &list.areas);
    let areas = lists.chain(grid.merges.items()).map(|area: &Area| area.last.column);
    let cells = grid.cells.keys().chain(&grid.boxes).map(|cell| cell.column);
    cells.chain(areas).max().unwrap_or(0)
}

/// The tables of a sheet, from top to bottom, begin in different rows.
fn check_tables(tables: &[&SheetMapping]) -> Result<(), RfpError> {
    for pair in tables.windows(2) {
        let [above, below] = pair else { continue };
        if above.skip || below.skip {
            return Err(below.refused("the sheet is named twice, and once with `skip`"));
        }
        let end = above.header_row.max(1) + above.header_rows.unwrap_or(1).max(1);
        if below.header_row < end {
            let [one, other] = [above.header_row, below.header_row];
            return Err(below.refused(&format!("two tables begin in the same rows, {one} and {other}")));
        }
    }
    Ok(())
}
