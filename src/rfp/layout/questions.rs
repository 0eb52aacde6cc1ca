//! The questions of a sheet, below its header.

use super::question::Question;
use super::question_parts::{count_parts, part_marker, part_of_id};
use super::sheet_header::{Role, SheetHeader};
use super::short_answer_words::short_answer_of;
use crate::rfp::files::cell::{Cell, column_letters};
use crate::rfp::files::grid::Grid;

/// Returns the questions from top to bottom, with their sections and the questions that they are parts of.
pub(super) fn read_questions(grid: &Grid, header: &SheetHeader) -> Vec<Question> {
    let Some(column) = header.columns.of(Role::Question) else { return Vec::new() };
    let (mut questions, mut section, mut stem) = (Vec::<Question>::new(), String::new(), String::new());
    for row in header.body()..grid.row_count() {
        let place = Cell::new(row, column);
        let own = grid.text(place);
        if own.is_empty() || is_heading(grid, header, row) {
            if let Some(heading) = heading_of(grid, header, row) {
                section = heading;
                stem.clear();
            }
            continue;
        }
        if header.height > 0 && is_header_again(grid, header, row) {
            continue;
        }
        let mut question = read_question(grid, header, row, own);
        if question.section.is_empty() {
            question.section.clone_from(&section);
        }
        let is_part = part_marker(own).or_else(|| part_of_id(&question.id, questions.last())).is_some();
        if is_part && !stem.is_empty() {
            question.stem.clone_from(&stem);
        } else {
            own.clone_into(&mut stem);
        }
        if let Some(cell) =
            questions.last().and_then(|last| last.response).filter(|cell| Some(*cell) == question.response)
        {
            question.hold = format!("{cell} is merged with the question before");
        }
        questions.push(question);
    }
    questions
}

/// A heading fills one cell of its row, or one that is merged across the question and the answer.
fn is_heading(grid: &Grid, header: &SheetHeader, row: u32) -> bool {
    let Some(column) = header.columns.of(Role::Question) else { return false };
    let Some(response) = header.columns.of(Role::Response) else { return false };
    let place = Cell::new(row, column);
    let is_across = grid.merge_at(place).is_some_and(|area| area.has(Cell::new(row, response)));
    let is_alone = grid.row(row).count() == 1;
    let numbered = header.columns.of(Role::Id).is_some();
    // Where the rows that take an answer carry a list, a row without one is none of them.
    let has_lists = grid
        .list_at(Cell::new(header.body(), response))
        .or_else(|| grid.list_at(Cell::new(header.body() + 1, response)));
    let lacks_list = has_lists.is_some() && grid.list_at(Cell::new(row, response)).is_none();
    let text = grid.text(place);
    let is_short = text.split_whitespace().count() <= 8 && !text.ends_with('?');
    is_across || is_alone && is_short && (numbered || lacks_list)
}

fn heading_of(grid: &Grid, header: &SheetHeader, row: u32) -> Option<String> {
    let mut cells =
        grid.row(row).filter(|(column, _)| Some(*column) != header.columns.of(Role::Id) || grid.row(row).count() == 1);
    let (_, first) = cells.next()?;
    let is_only = cells.next().is_none();
    (is_only && first.split_whitespace().count() <= 12).then(|| first.to_owned())
}

/// Some customers repeat the header on every printed page.
fn is_header_again(grid: &Grid, header: &SheetHeader, row: u32) -> bool {
    let last = header.body().saturating_sub(1);
    let roles = [Role::Question, Role::Response, Role::Id].into_iter().filter_map(|role| header.columns.of(role));
    let same = |column: u32| {
        let head = grid.text(Cell::new(last, column));
        !head.is_empty() && head == grid.text(Cell::new(row, column))
    };
    roles.filter(|column| same(*column)).count() >= 2
}

fn read_question(grid: &Grid, header: &SheetHeader, row: u32, own: &str) -> Question {
    let text = |role| header.columns.of(role).map(|column| grid.text(grid.anchor(Cell::new(row, column))).to_owned());
    let slot = |role| header.columns.of(role).map(|column| grid.anchor(Cell::new(row, column)));
    let mut question = Question {
        row,
        id: text(Role::Id).unwrap_or_default(),
        section: text(Role::Section).unwrap_or_default(),
        text: own.to_owned(),
        stem: String::new(),
        parts: count_parts(own),
        response: slot(Role::Response),
        comment: slot(Role::Comment),
        choices: choices_of(grid, header),
        evidence: slot(Role::Evidence),
        marks: header.marks.iter().map(|(column, short)| (grid.anchor(Cell::new(row, *column)), *short)).collect(),
        hold: String::new(),
    };
    question.hold = hold_of(grid, &question);
    question
}

/// Reads the words that a header offers in brackets: `Response (Yes / No / Partial)`.
fn choices_of(grid: &Grid, header: &SheetHeader) -> Vec<String> {
    let column = header.columns.of(Role::Response).filter(|_| header.height > 0);
    let words = column.map(|column| grid.text(Cell::new(header.body() - 1, column))).unwrap_or_default();
    let inside =
        words.split_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']'])).map(|(inside, _)| inside);
    let words = inside.unwrap_or_default().replace(" or ", "/");
    // "N/A" is a word, not two.
    let words = words.replace("N/A", "N\u{0}A").replace("n/a", "n\u{0}a");
    let words: Vec<String> = words.split(['/', ',', ';', '|']).map(|word| word.trim().replace('\u{0}', "/")).collect();
    let are_all = words.len() > 1 && words.iter().all(|word| short_answer_of(word).is_some());
    if are_all { words } else { Vec::new() }
}

/// Says why a question's cells must be left alone.
fn hold_of(grid: &Grid, question: &Question) -> String {
    let marks = question.marks.iter().map(|(cell, _)| *cell);
    let slots: Vec<Cell> = question.response.into_iter().chain(question.comment).chain(marks).collect();
    let first = |test: &dyn Fn(Cell) -> bool| slots.iter().copied().find(|cell| test(*cell));
    let row = question.row + 1;
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
    } else {
        String::new()
    }
}
