//! The questions of a sheet, below its header.

use super::asking::{Asking, asking};
use super::by_content::after_label;
use super::header_choices::header_choices;
use super::left_out_line::LeftOutLine;
use super::question::Question;
use super::question_cells::read_question;
use super::question_parts::{part_marker, part_of_id};
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use super::tables::{Table, is_header_again};
use crate::files::cell::Cell;
use crate::files::grid::Grid;

/// What the rows below the headers of a sheet are.
#[derive(Debug, Default)]
pub(super) struct ReadRows {
    /// The questions from top to bottom.
    pub(super) questions: Vec<Question>,
    /// The rows with text that are neither questions nor headings.
    pub(super) left_out: Vec<LeftOutLine>,
    section: String,
    stem: String,
}

/// Reads the questions from top to bottom, with their sections and the questions that they are parts of.
pub(super) fn read_questions(grid: &Grid, tables: &[Table]) -> ReadRows {
    let mut read = ReadRows::default();
    for table in tables {
        let above = section_above(grid, &table.layout);
        if !above.is_empty() || read.questions.is_empty() {
            read.section = above;
        }
        read.stem.clear();
        read.add_table(grid, table);
    }
    read
}

impl ReadRows {
    fn add_table(&mut self, grid: &Grid, table: &Table) {
        let layout = &table.layout;
        let choices = header_choices(grid, layout);
        let column = layout.columns.of(Role::Question);
        let rows = table.rows();
        for row in rows.start..rows.end.min(grid.row_count()) {
            if layout.height > 0 && is_header_again(grid, layout, row) {
                self.rename_section(grid, layout, row);
                continue;
            }
            let own = column.map_or("", |column| grid.text(Cell::new(row, column)));
            if own.is_empty() || is_heading(grid, layout, row) {
                self.add_heading(grid, layout, row);
                continue;
            }
            let mut question = read_question(grid, layout, row, own);
            question.choices.clone_from(&choices);
            if !table.hold.is_empty() {
                question.hold.clone_from(&table.hold);
            }
            self.add_question(question);
        }
    }

    /// Above every section the header may begin with the section's own name.
    fn rename_section(&mut self, grid: &Grid, layout: &SheetLayout, row: u32) {
        let last = layout.body().saturating_sub(1);
        let is_new = |(column, text): &(u32, &str)| {
            let is_head = |head: u32| grid.text(Cell::new(head, *column)) == *text;
            !(layout.first..=last).any(is_head)
        };
        if let Some((_, name)) = grid.row(row).find(is_new) {
            name.clone_into(&mut self.section);
        }
    }

    fn add_heading(&mut self, grid: &Grid, layout: &SheetLayout, row: u32) {
        if let Some(heading) = heading_of(grid, layout, row) {
            self.section = heading;
            self.stem.clear();
            return;
        }
        let is_answer = layout.answers == AnswerPlace::Below
            && self.questions.last().is_some_and(|question| question.row + 1 == row);
        let text = grid.row(row).map(|(_, text)| text).collect::<Vec<_>>().join(" · ");
        if !is_answer && !text.is_empty() {
            self.left_out.push(LeftOutLine { row, text });
        }
    }

    fn add_question(&mut self, mut question: Question) {
        if question.section.is_empty() {
            question.section.clone_from(&self.section);
        }
        let marker = part_marker(&question.text).or_else(|| part_of_id(&question.id, self.questions.last()));
        if marker.is_some() && !self.stem.is_empty() {
            question.stem.clone_from(&self.stem);
        } else {
            question.text.clone_into(&mut self.stem);
        }
        if let Some(cell) = self.questions.last().and_then(|last| shared_cell(last, &question)) {
            question.hold = format!("{cell} is merged with the question before");
        }
        self.questions.push(question);
    }
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
