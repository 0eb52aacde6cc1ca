//! One question of a filled file, with what its cells hold.

use crate::entry::ShortAnswer;
use crate::responses::ManifestRow;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::filling::planned_cells::offers_choice;
use fieldbook_questionnaire::layout::asking::is_open;
use fieldbook_questionnaire::layout::question::Question;
use fieldbook_questionnaire::layout::sheet_layout::Role;

/// A question and the texts in its cells.
pub struct FilledRow<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// The question.
    pub question: &'a Question,
    /// What is recorded about it, if there is a record.
    pub record: Option<&'a ManifestRow>,
    /// The cells for the answer that hold a text.
    pub texts: Vec<(Cell, &'a str)>,
    /// What the choice says, where the answer is one.
    pub choice: Choice,
}

/// What the choice of a question says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The question takes no choice, or none is made.
    None,
    /// This.
    Known(ShortAnswer),
    /// A word that is not known, in this cell.
    Unknown(Cell),
}

impl<'a> FilledRow<'a> {
    /// Reads the cells of a question, of which `record` says what was written and what the customer had written.
    pub fn new(grid: &'a Grid, question: &'a Question, record: Option<&'a ManifestRow>) -> Self {
        let slots = [question.response, question.level, question.comment, question.evidence].into_iter().flatten();
        let cells = slots.chain(question.marks.iter().map(|(cell, _)| *cell));
        let texts = cells.map(|cell| (cell, grid.text(cell))).filter(|(_, text)| !text.is_empty()).collect();
        Self { grid, question, record, texts, choice: choice(grid, question) }
    }

    /// Returns whether the question has no answer: a level or evidence alone is none. A comment alone is one where the question
    /// is answered in words, or has no other place; but not as the customer had written it.
    pub fn is_open(&self) -> bool {
        let Question { response, comment, marks, .. } = self.question;
        let is_answered =
            !self.text(*response).is_empty() || marks.iter().any(|(cell, _)| !self.text(Some(*cell)).is_empty());
        let Some(comment) = comment.filter(|cell| !self.grid.text(*cell).is_empty()) else { return !is_answered };
        if is_answered {
            return false;
        }
        if self.record.is_some_and(|record| record.cells.contains(&comment.to_string())) {
            return false;
        }
        let role = Role::Comment.word();
        let is_prefilled =
            self.record.is_some_and(|record| record.was_prefilled(role, comment, self.grid.text(comment)));
        let takes_choice = !marks.is_empty() || response.is_some() && offers_choice(self.grid, self.question);
        is_prefilled || takes_choice && !is_open(&self.question.text)
    }

    /// Returns whether a comment is there.
    pub fn has_comment(&self) -> bool {
        !self.text(self.question.comment).is_empty()
    }

    /// Returns the text of a cell of the question; empty without one.
    pub fn text(&self, cell: Option<Cell>) -> &'a str {
        cell.map_or("", |cell| self.grid.text(cell))
    }

    /// Returns the cell that a finding about the whole question names.
    pub fn cell(&self) -> Cell {
        let first_mark = || self.question.marks.first().map(|(cell, _)| *cell);
        self.question.response.or(self.question.comment).or_else(first_mark).unwrap_or(Cell::new(self.question.row, 0))
    }
}

fn choice(grid: &Grid, question: &Question) -> Choice {
    if let Some((_, short)) = question.marks.iter().find(|(cell, _)| !grid.text(*cell).is_empty()) {
        return Choice::Known(*short);
    }
    let Some(cell) = question.response.filter(|_| offers_choice(grid, question)) else { return Choice::None };
    let word = grid.text(cell);
    let meaning = question.words.meaning(word);
    match meaning {
        Some(short) => Choice::Known(short),
        None if word.is_empty() => Choice::None,
        None => match grid.list_at(cell) {
            Some(list) if list.words.is_empty() || list.words.iter().any(|known| known.trim() == word) => Choice::None,
            _ => Choice::Unknown(cell),
        },
    }
}
