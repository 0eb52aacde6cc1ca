//! The questions of a sheet, below its header.

use super::asking::{Asking, asking};
use super::by_content::after_label;
use super::header_choices::header_choices;
use super::question::Question;
use super::question_parts::{count_parts, part_marker, part_of_id};
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use crate::files::cell::{Cell, column_letters};
use crate::files::grid::Grid;

/// Reads the questions from top to bottom, with their sections and the questions that they are parts of.
pub(super) fn read_questions(grid: &Grid, layout: &SheetLayout) -> Vec<Question> {
    let Some(column) = layout.columns.of(Role::Question) else { return Vec::new() };
    let choices = header_choices(grid, layout);
    let (mut questions, mut stem) = (Vec::<Question>::new(), String::new());
    let mut section = section_above(grid, layout);
    for row in layout.body()..grid.row_count() {
        let own = grid.text(Cell::new(row, column));
        if layout.height > 0 && is_header_again(grid, layout, row) {
            // Above every section the header may begin with the section's own name.
            let last = layout.body().saturating_sub(1);
            let is_new = |(column, text): &(u32, &str)| grid.text(Cell::new(last, *column)) != *text;
            if let Some((_, name)) = grid.row(row).find(is_new) {
                name.clone_into(&mut section);
            }
            continue;
        }
        if own.is_empty() || is_heading(grid, layout, row) {
            if let Some(heading) = heading_of(grid, layout, row) {
                section = heading;
                stem.clear();
            }
            continue;
        }
        let mut question = read_question(grid, layout, row, own);
        question.choices.clone_from(&choices);
        if question.section.is_empty() {
            question.section.clone_from(&section);
        }
        let is_part = part_marker(own).or_else(|| part_of_id(&question.id, questions.last())).is_some();
        if is_part && !stem.is_empty() {
            question.stem.clone_from(&stem);
        } else {
            own.clone_into(&mut stem);
        }
        if let Some(cell) = questions.last().and_then(|last| shared_cell(last, &question)) {
            question.hold = format!("{cell} is merged with the question before");
        }
        questions.push(question);
    }
    questions
}

/// Returns a cell for the answer that two questions share.
fn shared_cell(before: &Question, question: &Question) -> Option<Cell> {
    let slots = |question: &Question| [question.response, question.level, question.comment, question.evidence];
    let taken = slots(before);
    slots(question).into_iter().flatten().find(|cell| taken.contains(&Some(*cell)))
}

/// Returns the name of the first section: the heading directly above questions without a header, or what a header has
/// over the numbers where it has nothing over the questions.
fn section_above(grid: &Grid, layout: &SheetLayout) -> String {
    if layout.height == 0 {
        return layout.first.checked_sub(1).and_then(|row| heading_of(grid, layout, row)).unwrap_or_default();
    }
    let header = |role| layout.columns.of(role).map(|column| grid.text(Cell::new(layout.body() - 1, column)));
    let is_unnamed = header(Role::Question).is_some_and(str::is_empty);
    header(Role::Id).filter(|_| is_unnamed).unwrap_or_default().to_owned()
}

/// A heading fills one cell of its row, or one that is merged across the question and the answer.
fn is_heading(grid: &Grid, layout: &SheetLayout, row: u32) -> bool {
    let Some(column) = layout.columns.of(Role::Question) else { return false };
    let Some(response) = layout.columns.of(Role::Response) else { return false };
    let place = Cell::new(row, column);
    let text = grid.text(place);
    if layout.answers == AnswerPlace::Below {
        return after_label(text).is_some() || asking(text) == Asking::Not;
    }
    let is_across = grid.merge_at(place).is_some_and(|area| area.has(Cell::new(row, response)));
    let is_alone = grid.row(row).count() == 1;
    let numbered = layout.columns.of(Role::Id).is_some();
    // Where the rows that take an answer carry a list, a row without one is none of them.
    let has_lists = grid
        .list_at(Cell::new(layout.body(), response))
        .or_else(|| grid.list_at(Cell::new(layout.body() + 1, response)));
    let lacks_list = has_lists.is_some() && grid.list_at(Cell::new(row, response)).is_none();
    let is_short = text.split_whitespace().count() <= 8 && !text.ends_with('?');
    // Without a header each row is checked by itself.
    let is_label = layout.height == 0 && asking(text) == Asking::Not && is_short;
    is_across || is_alone && is_short && (numbered || lacks_list || is_label)
}

fn heading_of(grid: &Grid, layout: &SheetLayout, row: u32) -> Option<String> {
    let mut cells =
        grid.row(row).filter(|(column, _)| Some(*column) != layout.columns.of(Role::Id) || grid.row(row).count() == 1);
    let (_, first) = cells.next()?;
    let is_only = cells.next().is_none();
    (is_only && first.split_whitespace().count() <= 12 && after_label(first).is_none()).then(|| first.to_owned())
}

/// Some customers repeat the header on every printed page, or above every section.
fn is_header_again(grid: &Grid, layout: &SheetLayout, row: u32) -> bool {
    let last = layout.body().saturating_sub(1);
    let roles = [Role::Question, Role::Response, Role::Comment, Role::Id];
    let same = |column: u32| {
        let head = grid.text(Cell::new(last, column));
        !head.is_empty() && head == grid.text(Cell::new(row, column))
    };
    roles.into_iter().filter_map(|role| layout.columns.of(role)).filter(|column| same(*column)).count() >= 2
}

fn read_question(grid: &Grid, layout: &SheetLayout, row: u32, own: &str) -> Question {
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
