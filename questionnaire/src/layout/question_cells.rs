//! One question with the cells for its answer, and why they must be left alone.

use super::by_content::after_label;
use super::question::Question;
use super::question_parts::count_parts;
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use crate::files::cell::{Cell, column_letters};
use crate::files::grid::Grid;

/// Reads the question in a row; `own` are its words.
pub(super) fn read_question(grid: &Grid, layout: &SheetLayout, row: u32, own: &str) -> Question {
    let text = |role| layout.columns.of(role).map(|column| grid.text(grid.anchor(Cell::new(row, column))).to_owned());
    let slot_row = row + u32::from(layout.answers == AnswerPlace::Below);
    let slot = |role| layout.columns.of(role).map(|column| grid.anchor(Cell::new(slot_row, column)));
    let mut question = Question {
        row,
        id: text(Role::Id).unwrap_or_default(),
        section: text(Role::Section).unwrap_or_default(),
        text: own.to_owned(),
        parts: count_parts(own),
        response: slot(Role::Response),
        level: slot(Role::Level),
        comment: slot(Role::Comment),
        evidence: slot(Role::Evidence),
        marks: layout.marks.iter().map(|(column, short)| (grid.anchor(Cell::new(row, *column)), *short)).collect(),
        words: layout.words.clone(),
        ..Question::default()
    };
    question.hold = hold_of(grid, &question);
    let label = layout.columns.of(Role::Question).map(|column| Cell::new(slot_row, column));
    let label = label.filter(|label| layout.answers == AnswerPlace::Below && Some(*label) != question.response);
    if let Some(label) = label.filter(|label| after_label(grid.text(*label)).is_some_and(|rest| !rest.is_empty())) {
        question.hold = format!("{label} is filled already");
    }
    question
}

/// Says why a question's cells must be left alone.
fn hold_of(grid: &Grid, question: &Question) -> String {
    let marks = question.marks.iter().map(|(cell, _)| *cell);
    let slots = question.response.into_iter().chain(question.level).chain(question.comment).chain(marks);
    let slots: Vec<Cell> = slots.collect();
    let first = |test: &dyn Fn(Cell) -> bool| slots.iter().copied().find(|cell| test(*cell));
    let row = question.row + 1;
    let is_hidden = |cell: Cell| grid.hidden_rows.contains(&cell.row);
    if grid.hidden_rows.contains(&question.row) {
        format!("row {row} is hidden")
    } else if let Some(cell) = first(&|cell| grid.formulas.contains(&cell)) {
        format!("{cell} holds a formula")
    } else if let Some(cell) = first(&|cell| !grid.text(cell).is_empty()) {
        format!("{cell} is filled already")
    } else if let Some(cell) = first(&|cell| grid.is_locked(cell)) {
        format!("{cell} is locked by the sheet's protection")
    } else if let Some(cell) = first(&|cell| grid.is_column_hidden(cell.column)) {
        format!("column {} is hidden", column_letters(cell.column))
    } else if let Some(cell) = first(&is_hidden) {
        format!("{cell} is in a hidden row")
    } else {
        String::new()
    }
}
