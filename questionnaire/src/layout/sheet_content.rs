//! What the columns of a sheet hold: questions, numbers, nothing.

use super::asking::{Asking, asking};
use crate::files::grid::Grid;
use std::collections::BTreeMap;

/// The longest id, in characters.
const MAX_ID: usize = 16;
/// The fewest words of a text that is a sentence and not a label.
const MIN_WORDS: usize = 4;

/// What one column holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ColumnContent {
    /// Cells with text.
    pub(super) filled: u32,
    /// Those with a question mark.
    pub(super) questions: u32,
    /// Those that ask in another way.
    pub(super) requests: u32,
    /// Those that have the shape of a number or id.
    pub(super) ids: u32,
    /// Those of at least four words.
    pub(super) sentences: u32,
}

/// What every column of a sheet holds.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetContent(BTreeMap<u32, ColumnContent>);

impl SheetContent {
    /// Counts what the columns of a sheet hold.
    pub(super) fn of(grid: &Grid) -> Self {
        let mut columns = BTreeMap::<u32, ColumnContent>::new();
        for (cell, text) in grid.cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let column = columns.entry(cell.column).or_default();
            column.filled += 1;
            match asking(text) {
                Asking::Question => column.questions += 1,
                Asking::Request => column.requests += 1,
                Asking::Not => {}
            }
            column.ids += u32::from(is_id(text.trim()));
            column.sentences += u32::from(text.split_whitespace().take(MIN_WORDS).count() == MIN_WORDS);
        }
        Self(columns)
    }

    /// Returns what a column holds.
    pub(super) fn column(&self, column: u32) -> ColumnContent {
        self.0.get(&column).copied().unwrap_or_default()
    }

    /// Returns every column with text, from left to right.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, ColumnContent)> {
        self.0.iter().map(|(column, content)| (*column, *content))
    }
}

impl ColumnContent {
    /// Returns which part of the cells asks, in percent.
    pub(super) fn asking_percent(self) -> u32 {
        percent(self.questions + self.requests, self.filled)
    }

    /// Returns which part of the cells has a question mark, in percent.
    pub(super) fn question_percent(self) -> u32 {
        percent(self.questions, self.filled)
    }

    /// Returns which part of the cells looks like an id, in percent.
    pub(super) fn id_percent(self) -> u32 {
        percent(self.ids, self.filled)
    }
}

fn percent(part: u32, whole: u32) -> u32 {
    (part * 100).checked_div(whole).unwrap_or(0)
}

/// Returns whether a text has the shape of a number or id: short, one word, with a digit.
pub(super) fn is_id(text: &str) -> bool {
    let is_short = text.chars().take(MAX_ID + 1).count() <= MAX_ID;
    is_short && !text.contains(char::is_whitespace) && text.contains(|character: char| character.is_ascii_digit())
}
