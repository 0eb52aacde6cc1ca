//! The layout of a sheet without a header: a column of texts that ask, and the cells beside or below them.
//!
//! The place of the answers is taken only from what the file says of the cells: a drop-down list, a label such as
//! "Answer:", a format of empty cells. Otherwise a person decides.

use super::asking::{Asking, asking};
use super::found_layout::{ColumnChoice, FoundLayout};
use super::header_words::{HeaderMeaning, meaning_of};
use super::sheet_content::{ColumnContent, SheetContent};
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use crate::files::cell::Cell;
use crate::files::grid::Grid;

/// Which part of the questions must agree on the place of their answers, in percent.
const AGREED: usize = 80;

/// A column of questions.
struct Questions<'a> {
    grid: &'a Grid,
    column: u32,
    /// The rows that ask.
    rows: Vec<u32>,
}

/// Finds the layout of a sheet without a header; `None` if no column asks.
pub(super) fn find(grid: &Grid, content: &SheetContent) -> Option<FoundLayout> {
    let column = asking_column(content)?;
    let asks = |row: &u32| asking(grid.text(Cell::new(*row, column))) != Asking::Not;
    let rows: Vec<u32> = (0..grid.row_count()).filter(asks).collect();
    let questions = Questions { grid, column, rows };
    let mut layout = SheetLayout { first: *questions.rows.first()?, ..SheetLayout::default() };
    layout.columns.set(Role::Question, column);
    let is_id = |other: &u32| content.column(*other).id_percent() >= 60;
    if let Some(id) = (0..column).rev().find(is_id) {
        layout.columns.set(Role::Id, id);
    }
    Some(questions.place_answers(layout))
}

/// Returns the column with the most questions, if most of what it holds are questions of several words.
fn asking_column(content: &SheetContent) -> Option<u32> {
    let is_asking = |content: &ColumnContent| {
        let asking = content.questions + content.requests;
        asking >= 2
            && content.sentences * 2 >= asking
            && (content.question_percent() >= 40 || content.asking_percent() >= 60)
    };
    let columns = content.columns().filter(|(_, content)| is_asking(content));
    columns
        .max_by_key(|(column, content)| (content.questions, content.requests, std::cmp::Reverse(*column)))
        .map(|(column, _)| column)
}

impl Questions<'_> {
    /// Returns the first free column right of the questions of which `test` is true in most rows.
    fn beside(&self, test: impl Fn(Cell) -> bool) -> Vec<u32> {
        let columns = self.column + 1..self.column + 12;
        columns.filter(|column| self.agree(|row| test(Cell::new(row, *column)))).collect()
    }

    /// Returns whether `test` is true of most rows that ask.
    fn agree(&self, test: impl Fn(u32) -> bool) -> bool {
        let agreed = self.rows.iter().filter(|row| test(**row)).count();
        agreed * 100 >= self.rows.len() * AGREED
    }

    fn place_answers(&self, mut layout: SheetLayout) -> FoundLayout {
        let below = |row: u32| Cell::new(row + 1, self.column);
        let is_list = |cell: Cell| self.grid.list_at(cell).is_some();
        let is_box = |cell: Cell| self.grid.boxes.contains(&cell);
        let is_empty = |cell: Cell| self.grid.text(cell).is_empty();
        let lists = self.beside(is_list);
        let boxes = self.beside(|cell| is_box(cell) || is_list(cell));
        let column = if let Some(list) = lists.first() {
            if let Some(comment) = boxes.iter().find(|column| *column > list && !lists.contains(column)) {
                layout.columns.set(Role::Comment, *comment);
            }
            Some(*list)
        } else if self.agree(|row| after_label(self.grid.text(below(row))).is_some()) {
            layout.answers = AnswerPlace::Below;
            Some(self.column + 1)
        } else if self.agree(|row| self.has_label_below(row))
            || self.agree(|row| is_list(below(row)) || is_box(below(row)) && is_empty(below(row))) && boxes.is_empty()
        {
            layout.answers = AnswerPlace::Below;
            Some(self.column)
        } else {
            boxes.first().copied()
        };
        if let Some(column) = column {
            layout.columns.set(Role::Response, column);
            return FoundLayout { layout, undecided: Vec::new() };
        }
        self.ask(layout)
    }

    /// Returns whether the next row has the label of an answer, and nothing behind it, left of the column of the questions.
    fn has_label_below(&self, row: u32) -> bool {
        let Some(label) = self.column.checked_sub(1).map(|column| self.grid.text(Cell::new(row + 1, column))) else {
            return false;
        };
        after_label(label).is_some_and(str::is_empty)
    }

    /// Proposes the cell below where every question is followed by an empty row, else the first empty column beside.
    fn ask(&self, mut layout: SheetLayout) -> FoundLayout {
        let is_gap = |row: u32| self.grid.row(row + 1).next().is_none();
        let is_apart = self.rows.len() > 1 && self.agree(is_gap);
        let beside = self.beside(|cell| self.grid.text(cell).is_empty()).first().copied().unwrap_or(self.column + 1);
        if is_apart {
            layout.answers = AnswerPlace::Below;
        }
        layout.columns.set(Role::Response, if is_apart { self.column } else { beside });
        let row = layout.first;
        let words = self.grid.text(Cell::new(row, self.column)).to_owned();
        let mut found = FoundLayout { layout, undecided: Vec::new() };
        let choices = [
            ColumnChoice { column: self.column, row: row + 1, words: &words, score: 0 },
            ColumnChoice { column: beside, row, words: "", score: 0 },
        ];
        let question = "the texts of a column ask, and nothing says where their answers go: below each question \
                        (`\"answers\": \"below\"`) or in a column beside it";
        found.ask(self.grid, Role::Response, question.to_owned(), &choices);
        found
    }
}

/// Returns what follows the label of an answer, such as "Answer:" or "A:"; `None` if a text does not begin with one.
pub(super) fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':').unwrap_or((text, ""));
    // "R:" in Romance languages.
    let is_letter = text.contains(':') && matches!(label, "A" | "R");
    let is_word = || matches!(meaning_of(label, ""), HeaderMeaning::Role(Role::Response, _));
    let is_label = label.split_whitespace().count() <= 3 && (is_letter || is_word());
    // A line to write on is empty.
    is_label
        .then(|| rest.trim_matches(|character: char| character.is_whitespace() || matches!(character, '_' | '.' | '…')))
}
