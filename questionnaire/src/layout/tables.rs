//! The tables of a sheet: one, unless a header with other columns begins another below it.
//!
//! A layout goes in, tables come out, each with its own columns and the rows that they are for. Where the columns of a further
//! table cannot be decided, its questions are held with the reason, and nothing is written by the columns of the table above.

use super::asking::{Asking, asking};
use super::headers::{has_second_row, read_header};
use super::layout_columns::complete;
use super::sheet_content::SheetContent;
use super::sheet_layout::{AnswerPlace, HeaderCell, Role, SheetLayout};
use super::short_answer_words::{normal, short_answer_of};
use crate::files::cell::{Cell, MAX_ROWS};
use crate::files::grid::Grid;
use std::collections::BTreeSet;
use std::ops::Range;

/// The roles whose headers say where something is written.
const WRITTEN: [Role; 4] = [Role::Response, Role::Level, Role::Comment, Role::Evidence];
/// The roles whose header may be the name of a section instead.
const NAMING: [Role; 3] = [Role::Question, Role::Id, Role::Section];
/// The most words in the header of a column of questions.
const HEADER_WORDS: usize = 5;
/// How telling the header of a column of answers must be where nothing else says that its row is a header.
const TELLING: u32 = 16;

/// A table of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its layout.
    pub layout: SheetLayout,
    /// One past its last row.
    pub end: u32,
    /// Why nothing may be written in it; empty where something may.
    pub hold: String,
}

impl Table {
    /// Returns its rows below the header.
    pub fn rows(&self) -> Range<u32> {
        self.layout.body()..self.end
    }
}

/// Returns the table of a row: the last one that begins above it.
pub fn table_at(tables: &[Table], row: u32) -> Option<&Table> {
    tables.iter().rev().find(|table| table.layout.first <= row)
}

/// Divides a sheet by the layouts of its tables, which begin in ascending rows, and by the headers with other columns below
/// them.
pub(super) fn tables(grid: &Grid, layouts: Vec<SheetLayout>) -> Vec<Table> {
    let ends: Vec<u32> = layouts.iter().skip(1).map(|layout| layout.first).chain([MAX_ROWS]).collect();
    let mut tables = Vec::new();
    for (layout, end) in layouts.into_iter().zip(ends) {
        let mut table = Table { layout, end, hold: String::new() };
        while let Some(next) = next_table(grid, &table) {
            tables.push(Table { end: next.layout.first, ..table });
            table = next;
        }
        tables.push(table);
    }
    tables
}

/// Returns whether a row has the words of a header of the layout again, above another page or section, with the same columns
/// for everything that is written. The header may begin with the section's own name.
pub(super) fn is_header_again(grid: &Grid, layout: &SheetLayout, row: u32) -> bool {
    let is_one =
        |head: u32| same_words(grid, layout, [head, row]) >= 2 && !has_other_columns(grid, layout, [head, row]);
    (layout.first..layout.body()).any(is_one)
}

/// Counts the columns with a role that have the same words in two rows.
fn same_words(grid: &Grid, layout: &SheetLayout, [head, row]: [u32; 2]) -> usize {
    let same = |column: &u32| {
        let words = grid.text(Cell::new(head, *column));
        !words.is_empty() && words == grid.text(Cell::new(row, *column))
    };
    let columns: BTreeSet<u32> = Role::ALL.into_iter().filter_map(|role| layout.columns.of(role)).collect();
    columns.iter().filter(|column| same(column)).count()
}

/// Returns whether `row` has another header than `head` over something that is written, or has one where `head` has none.
fn has_other_columns(grid: &Grid, layout: &SheetLayout, [head, row]: [u32; 2]) -> bool {
    let text = |row: u32, column: u32| normal(grid.text(Cell::new(row, column)));
    let differs = |column: u32| text(head, column) != text(row, column);
    let columns = |roles: &[Role]| roles.iter().filter_map(|role| layout.columns.of(*role)).collect::<BTreeSet<u32>>();
    let written: BTreeSet<u32> =
        columns(&WRITTEN).into_iter().chain(layout.marks.iter().map(|(column, _)| *column)).collect();
    let named = columns(&NAMING);
    let found = read_header(grid, row, 1);
    let is_new = |cell: &HeaderCell| {
        let is_known = written.contains(&cell.column) || named.contains(&cell.column);
        !is_known && WRITTEN.contains(&cell.role) && differs(cell.column)
    };
    let renamed = named.iter().filter(|column| differs(**column)).count();
    written.iter().any(|column| differs(*column)) || renamed > 1 || found.found.iter().any(is_new)
}

/// Finds the next header with other columns below the header of `table`, and reads the table below it.
fn next_table(grid: &Grid, table: &Table) -> Option<Table> {
    let layout = &table.layout;
    if layout.answers == AnswerPlace::Below {
        return None;
    }
    let last = table.end.min(grid.row_count());
    let repeats_words = |row: u32| (layout.first..layout.body()).any(|head| same_words(grid, layout, [head, row]) >= 2);
    let is_next =
        |row: &u32| !is_header_again(grid, layout, *row) && (repeats_words(*row) || is_header(grid, layout, *row));
    let first = (layout.body()..last).find(is_next)?;
    let height =
        if has_second_row(grid, first) && read_header(grid, first, 2).worth() > read_header(grid, first, 1).worth() {
            2
        } else {
            1
        };
    let header = read_header(grid, first, height);
    // What the columns hold counts up to the next row that may be a header.
    let until = (header.body()..last).find(|row| is_header(grid, &header, *row)).unwrap_or(last);
    let rows = rows_of(grid, first..until);
    let found = complete(&rows, &SheetContent::of(&rows), header);
    let hold = match found.undecided.first() {
        Some(column) => Some(column.ambiguity.question.clone()),
        None if found.layout.columns.of(Role::Question).is_none() => Some("no column for the questions".to_owned()),
        None if !found.layout.has_answers() => Some("no column for the answers".to_owned()),
        None => None,
    };
    let why = |why| format!("the header in row {} begins another table: {why}; describe it in the mapping", first + 1);
    let layout = SheetLayout { words: layout.words.clone(), ..found.layout };
    Some(Table { layout, end: table.end, hold: hold.map(why).unwrap_or_default() })
}

/// Returns the cells of some rows, with the lists and merges of the sheet.
fn rows_of(grid: &Grid, rows: Range<u32>) -> Grid {
    let cells = grid.cells.range(Cell::new(rows.start, 0)..Cell::new(rows.end, 0));
    Grid {
        name: grid.name.clone(),
        cells: cells.map(|(cell, text)| (*cell, text.clone())).collect(),
        merges: grid.merges.clone(),
        lists: grid.lists.clone(),
        ..Grid::default()
    }
}

/// Returns whether a row below the header of `layout` is a header too. It names questions and a place for answers, in the words
/// of the header above, in single words, or directly below an empty row or a heading.
fn is_header(grid: &Grid, layout: &SheetLayout, row: u32) -> bool {
    // Most rows end here: a question has no room for a header.
    if grid.row(row).count() < 2 {
        return false;
    }
    let found = read_header(grid, row, 1);
    let head: BTreeSet<String> =
        (layout.first..layout.body()).flat_map(|row| grid.row(row)).map(|(_, words)| normal(words)).collect();
    let is_same = |cell: &HeaderCell| head.contains(&normal(&cell.words));
    // A header of a single word has an odd worth.
    let is_certain = |cell: &&HeaderCell| is_same(cell) || cell.worth % 2 == 1;
    let is_place = |cell: &&HeaderCell| WRITTEN.contains(&cell.role) && short_answer_of(&cell.words).is_none();
    let places: Vec<&HeaderCell> = found.found.iter().filter(is_place).collect();
    let Some(question) = found.cells_of(Role::Question).max_by_key(|cell| cell.worth) else {
        // The name of a section is over the questions.
        return places.iter().filter(|cell| is_same(cell)).count() >= 2;
    };
    if asking(&question.words) != Asking::Not || question.words.split_whitespace().count() > HEADER_WORDS {
        return false;
    }
    let is_marked = !found.marks.is_empty() && is_certain(&question);
    let is_apart = || row == 0 || grid.row(row - 1).count() < 2;
    let has_answers = || places.iter().any(|cell| cell.role == Role::Response && cell.worth >= TELLING);
    let is_sure = is_certain(&question) && places.iter().any(is_certain);
    is_marked || is_sure || is_apart() && has_answers()
}
