//! A layout as it was found, with what is undecided in it.

use super::sheet_layout::{Role, SheetLayout};
use super::undecided_column::UndecidedColumn;
use crate::error::{Ambiguity, Candidate};
use crate::files::cell::column_letters;
use crate::files::grid::Grid;

/// A layout that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundLayout {
    /// The layout; where something is undecided, the first of the candidates.
    pub(super) layout: SheetLayout,
    /// What a person has to decide, in the order in which it was found.
    pub(super) undecided: Vec<UndecidedColumn>,
}

/// A column that could play a role.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnChoice<'a> {
    /// The column, from 0.
    pub(super) column: u32,
    /// The row that its words are in, from 0.
    pub(super) row: u32,
    /// The words of its header.
    pub(super) words: &'a str,
    /// How well it fits.
    pub(super) score: u32,
}

impl FoundLayout {
    /// Notes that a person has to choose one of several columns for `role`.
    pub(super) fn ask(&mut self, grid: &Grid, role: Role, question: String, choices: &[ColumnChoice<'_>]) {
        let candidates = choices.iter().map(|choice| candidate(grid, *choice)).collect();
        let ambiguity = Ambiguity { sheet: grid.name.clone(), question, candidates };
        self.undecided.push(UndecidedColumn { role, ambiguity });
    }
}

/// Describes a column as a candidate.
pub(super) fn candidate(grid: &Grid, choice: ColumnChoice<'_>) -> Candidate {
    Candidate {
        sheet: grid.name.clone(),
        column: column_letters(choice.column),
        row: choice.row + 1,
        header: short(choice.words),
        score: choice.score,
    }
}

/// Returns a text on one line, of at most 60 characters.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}
