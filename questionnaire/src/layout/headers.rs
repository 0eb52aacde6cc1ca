//! Which row is the header.
//!
//! A header cell is read like a noun phrase: its last telling word decides ("Question ID" numbers, "Vendor response"
//! answers), and a word in front may take it out ("Expected response" is not ours to fill). A row counts by what its
//! best columns are worth. A row without a column for questions is a header where the texts below one of its columns ask.

use super::found_layout::{ColumnChoice, FoundLayout, candidate};
use super::header_words::{HeaderMeaning, meaning_of};
use super::layout_columns::complete;
use super::sheet_content::SheetContent;
use super::sheet_layout::{HeaderCell, Role, SheetLayout};
use super::short_answer_words::{normal, short_answer_of};
use crate::error::Candidate;
use crate::files::cell::{Area, Cell};
use crate::files::grid::Grid;
use crate::short_answer::ShortAnswer;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows from the top may hold the header.
pub(super) const HEADER_ROWS: u32 = 60;

/// Finds the header of a sheet, and with it the layout.
pub(super) fn find(grid: &Grid, content: &SheetContent) -> Option<FoundLayout> {
    let last = grid.row_count().min(HEADER_ROWS);
    let mut best: Option<SheetLayout> = None;
    for row in 0..last {
        for height in [1, 2] {
            if height == 2 && !has_second_row(grid, row) {
                continue;
            }
            let header = read_header(grid, row, height);
            let is_better =
                best.as_ref().is_none_or(|best| header.worth() > best.worth() && !is_repeated(best, &header));
            if is_better && header.worth() > 0 && row + height < grid.row_count() && is_header(&header, content) {
                best = Some(header);
            }
        }
    }
    best.map(|header| complete(grid, content, header))
}

/// Lists the columns with the most text, for a sheet whose layout was not understood.
pub(super) fn candidates(grid: &Grid) -> Vec<Candidate> {
    let mut lengths = BTreeMap::<u32, (u32, u32, &str)>::new();
    for (cell, text) in grid.cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let column = lengths.entry(cell.column).or_insert((cell.row, 0, text));
        column.1 += u32::try_from(text.chars().take(400).count()).unwrap_or(400);
    }
    let mut columns: Vec<_> = lengths.into_iter().collect();
    columns.sort_by_key(|(column, (_, length, _))| (std::cmp::Reverse(*length), *column));
    let choices = columns.into_iter().map(|(column, (row, _, words))| ColumnChoice { column, row, words, score: 0 });
    choices.take(4).map(|choice| candidate(grid, choice)).collect()
}

/// Returns whether a column for questions is beside something to number, answer or comment it, or whether a column for
/// answers is to the right of texts that ask.
fn is_header(header: &SheetLayout, content: &SheetContent) -> bool {
    let question = header.cells_of(Role::Question).map(|found| found.worth).max();
    match question {
        Some(worth) => worth >= 9 || header.found.iter().any(|found| found.role != Role::Question),
        None => header.cells_of(Role::Response).any(|found| {
            content.columns().any(|(column, content)| column < found.column && content.asking_percent() >= 50)
        }),
    }
}

/// Returns whether `later` is `first` again, above another section whose name makes it look better.
fn is_repeated(first: &SheetLayout, later: &SheetLayout) -> bool {
    let key =
        |layout: &SheetLayout| layout.cells_of(Role::Response).next().map(|cell| (cell.column, cell.words.clone()));
    later.first >= first.body() && key(first).is_some() && key(first) == key(later)
}

/// A header has a second row where a merge says so (a cell two rows high, or one that spans some of the columns), or
/// where the next row has nothing but further headers.
pub(super) fn has_second_row(grid: &Grid, row: u32) -> bool {
    let used: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let below: Vec<&str> = grid.row(row + 1).map(|(_, text)| text).collect();
    let is_part = |area: &Area| area.width() > 1 && area.height() == 1 && used.len() > 1 && below.len() > 1;
    let is_merged = |area: &&Area| area.first.row == row && (area.height() == 2 && !below.is_empty() || is_part(area));
    let is_header = |text: &&str| short_answer_of(text).is_some() || meaning_of(text, text) != HeaderMeaning::Unknown;
    let continues = || below.len() > 1 && below.iter().all(is_header);
    used.len() > 1 && (grid.merges.items().iter().any(|area| is_merged(&area)) || continues())
}

/// Reads one or two rows as a header.
pub(super) fn read_header(grid: &Grid, row: u32, height: u32) -> SheetLayout {
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
    let mut layout = SheetLayout { first: row, height, marks, ..SheetLayout::default() };
    for ((column, upper, lower), (_, own)) in texts.into_iter().zip(&owns) {
        if layout.marks.iter().any(|(mark, _)| *mark == column) {
            continue;
        }
        let words = if lower.is_empty() || upper.is_empty() || lower == upper {
            own.clone()
        } else {
            format!("{upper} {lower}")
        };
        if let HeaderMeaning::Role(role, worth) = meaning_of(own, &words) {
            layout.found.push(HeaderCell { column, words, role, worth });
        }
    }
    // Without a header over the questions, what is left of the answers names a section.
    if layout.cells_of(Role::Question).next().is_none() {
        let response = layout.cells_of(Role::Response).map(|cell| cell.column).min().unwrap_or(0);
        layout.found.retain(|cell| cell.column >= response);
    }
    layout
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
