//! Which row is the header, and which column plays which role.
//!
//! A header cell is read like a noun phrase: its last telling word decides ("Question ID" numbers, "Vendor response"
//! answers), and a word in front may take it out ("Expected response" is not ours to fill). A row counts by what its
//! best columns are worth; two columns that are worth the same tie, and a tie is an error, never a guess.

use super::header_words::role_of;
use super::role_columns::{complete, short};
use super::sheet_header::{Columns, Role, SheetHeader};
use super::short_answer_words::{normal, short_answer_of};
use crate::entry::ShortAnswer;
use crate::rfp::error::{Ambiguity, Candidate};
use crate::rfp::files::cell::{Area, Cell, column_letters};
use crate::rfp::files::grid::Grid;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows from the top may hold the header.
pub const HEADER_ROWS: u32 = 60;

/// Finds the header of a sheet.
///
/// # Errors
///
/// Two columns tie for the questions or the answers.
pub fn find(grid: &Grid) -> Result<Option<SheetHeader>, Ambiguity> {
    let last = grid.row_count().min(HEADER_ROWS);
    let mut best: Option<SheetHeader> = None;
    for row in 0..last {
        for height in [1, 2] {
            if height == 2 && !has_second_row(grid, row) {
                continue;
            }
            let header = read_header(grid, row, height);
            let is_better = header.worth() > best.as_ref().map_or(0, SheetHeader::worth);
            if is_better && has_company(&header) && row + height < grid.row_count() {
                best = Some(header);
            }
        }
    }
    best.map(|header| complete(grid, header)).transpose()
}

/// Lists the cells that could head the questions, for a sheet without a header that was understood.
pub fn candidates(grid: &Grid) -> Vec<Candidate> {
    let mut lengths = BTreeMap::<u32, (u32, u32, String)>::new();
    for (cell, text) in grid.cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let column = lengths.entry(cell.column).or_insert_with(|| (cell.row, 0, short(text)));
        column.1 += u32::try_from(text.chars().count().min(400)).unwrap_or(400);
    }
    let mut columns: Vec<_> = lengths.into_iter().collect();
    columns.sort_by_key(|(column, (_, length, _))| (std::cmp::Reverse(*length), *column));
    let candidate = |(column, (row, _, header)): (u32, (u32, u32, String))| Candidate {
        sheet: grid.name.clone(),
        column: column_letters(column),
        row: row + 1,
        header,
        score: 0,
    };
    columns.into_iter().take(4).map(candidate).collect()
}

/// Returns whether a question column is beside something to number, answer or comment it.
fn has_company(header: &SheetHeader) -> bool {
    let is_short = |role: Role| header.found.iter().any(|found| found.2 == role);
    is_short(Role::Question)
        && (header.found.iter().any(|found| found.2 != Role::Question) || header.found.iter().any(|found| found.3 >= 9))
}

/// A header has a second row where a merge says so: a cell two rows high, or one that spans some of the columns.
fn has_second_row(grid: &Grid, row: u32) -> bool {
    let used: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let below = grid.row(row + 1).count();
    let is_part = |area: &Area| area.width() > 1 && area.height() == 1 && used.len() > 1 && below > 1;
    let merges = grid.merges.iter().filter(|area| area.first.row == row);
    used.len() > 1 && merges.into_iter().any(|area| (area.height() == 2 && below > 0) || is_part(area))
}

/// Reads one or two rows as a header.
fn read_header(grid: &Grid, row: u32, height: u32) -> SheetHeader {
    let columns: BTreeSet<u32> =
        (row..row + height).flat_map(|row| grid.row(row).map(|(column, _)| column).collect::<Vec<_>>()).collect();
    let texts = columns.into_iter().map(|column| {
        let upper = grid.text(grid.anchor(Cell::new(row, column)));
        let lower = if height == 2 { grid.text(Cell::new(row + 1, column)) } else { "" };
        (column, upper, lower)
    });
    let texts: Vec<_> = texts.collect();
    let own = |(column, upper, lower): &(u32, &str, &str)| {
        (*column, if lower.is_empty() { *upper } else { *lower }.to_owned())
    };
    let owns: Vec<(u32, String)> = texts.iter().map(own).collect();
    let marks = read_marks(&owns);
    let mut header = SheetHeader { first: row, height, columns: Columns::default(), marks, found: Vec::new() };
    for ((column, upper, lower), (_, own)) in texts.into_iter().zip(&owns) {
        if header.marks.iter().any(|(mark, _)| *mark == column) {
            continue;
        }
        let whole = if lower.is_empty() || lower == upper { own.clone() } else { format!("{upper} {lower}") };
        if let Some((role, worth)) = role_of(own, &whole) {
            header.found.push((column, whole, role, worth));
        }
    }
    header
}

/// Finds the columns to be marked: one that says yes, and others from there on. A "No" further left is a number.
fn read_marks(owns: &[(u32, String)]) -> Vec<(u32, ShortAnswer)> {
    let short = |text: &str| short_answer_of(text).filter(|_| normal(text).split(' ').count() <= 2);
    let mut marks: Vec<_> = owns.iter().filter_map(|(column, own)| Some((*column, short(own)?))).collect();
    let yes = marks.iter().find(|(_, short)| *short == ShortAnswer::Yes).map(|(column, _)| *column);
    marks.retain(|(column, _)| yes.is_some_and(|yes| *column >= yes));
    // One such column is a legend; a choice needs two.
    if marks.len() < 2 { Vec::new() } else { marks }
}
