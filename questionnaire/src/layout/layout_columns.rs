//! Which column gets which role, once the header is known.
//!
//! The words of the header decide first. Where two columns tie, what they hold decides: questions ask, and answers are
//! still empty. What is left is for a person to choose.

use super::asking::{Asking, asking};
use super::found_layout::{ColumnChoice, FoundLayout};
use super::header_words::{HeaderMeaning, meaning_of};
use super::sheet_content::{SheetContent, is_id};
use super::sheet_layout::{HeaderCell, Role, SheetLayout};
use super::short_answer_words::short_answer_of;
use crate::files::cell::Cell;
use crate::files::grid::Grid;
use crate::short_answer::ShortAnswer;
use std::collections::BTreeSet;

/// How many percent more of its texts must ask for a column to win a tie.
const ASKING_MARGIN: u32 = 30;
/// How telling a header must be for its list to be the answer although the words of the list are not understood.
const TELLING: u32 = 14;

/// What a layout is completed from.
struct Sheet<'a> {
    grid: &'a Grid,
    content: &'a SheetContent,
    body: u32,
}

/// Gives each role its column.
pub(super) fn complete(grid: &Grid, content: &SheetContent, layout: SheetLayout) -> FoundLayout {
    let sheet = Sheet { grid, content, body: layout.body() };
    let mut found = FoundLayout { layout, undecided: Vec::new() };
    choose_question(&sheet, &mut found);
    choose_response(&sheet, &mut found);
    choose_level(&sheet, &mut found);
    choose_comment(&sheet, &mut found);
    for role in [Role::Evidence, Role::Id, Role::Section] {
        if let Some(best) = best_of(&found.layout, role).first() {
            found.layout.columns.set(role, best.column);
        }
    }
    if !found.layout.has_answers() {
        choose_answer_by_content(&sheet, &mut found);
    }
    if found.layout.columns.of(Role::Id).is_none() {
        choose_id_by_content(&sheet, &mut found.layout);
    }
    found
}

/// Returns the columns whose headers fit a role best.
fn best_of(layout: &SheetLayout, role: Role) -> Vec<HeaderCell> {
    let worth = layout.cells_of(role).map(|found| found.worth).max();
    layout.cells_of(role).filter(|found| Some(found.worth) == worth).cloned().collect()
}

fn choose_question(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let asking = |column: u32| sheet.content.column(column).asking_percent();
    let mut best = best_of(&found.layout, Role::Question);
    best.sort_by_key(|cell| (std::cmp::Reverse(asking(cell.column)), cell.column));
    match best.as_slice() {
        [] => choose_question_by_content(sheet, found),
        [first, second, ..] => {
            found.layout.columns.set(Role::Question, first.column);
            if asking(first.column) < asking(second.column) + ASKING_MARGIN {
                best.sort_by_key(|cell| cell.column);
                ask(sheet, found, Role::Question, &best);
            }
        }
        [only] => {
            // "Control" may head a title, and "Description" beside it what is asked.
            let asks = |cell: &&HeaderCell| asking(only.column) < 20 && asking(cell.column) >= 60;
            let better = found.layout.cells_of(Role::Question).find(asks).map_or(only.column, |cell| cell.column);
            found.layout.columns.set(Role::Question, better);
            // "Access control" over the numbers of its section.
            if sheet.content.column(better).id_percent() >= 40 {
                choose_question_by_content(sheet, found);
            }
        }
    }
}

/// Takes the column whose texts ask, left of the answers.
fn choose_question_by_content(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let response = best_of(&found.layout, Role::Response).first().map_or(u32::MAX, |cell| cell.column);
    let is_other = |column: u32| found.layout.found.iter().any(|cell| cell.column == column);
    let columns = sheet.content.columns();
    let best = columns
        .filter(|(column, content)| *column < response && !is_other(*column) && content.filled > 1)
        .max_by_key(|(column, content)| (content.asking_percent(), *column));
    if let Some((column, _)) = best {
        found.layout.columns.set(Role::Question, column);
    }
}

fn choose_response(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let mut best = best_of(&found.layout, Role::Response);
    if best.is_empty() {
        best = best_of(&found.layout, Role::Level);
    }
    // The column with a list in its cells is the one to choose from; the other takes the words.
    keep_if_one(&mut best, |cell| sheet.has_list(cell.column));
    keep_if_one(&mut best, |cell| !sheet.has_text(cell.column));
    if best.len() > 1 {
        ask(sheet, found, Role::Response, &best);
    }
    let Some(response) = best.first().map(|cell| cell.column) else { return };
    found.layout.columns.set(Role::Response, response);
    // "Compliance status" with its words to choose from, beside "Vendor response" for the explanation.
    let is_choice =
        |cell: &&HeaderCell| sheet.has_choice(cell.column) || cell.worth >= TELLING && sheet.has_list(cell.column);
    let listed = found.layout.cells_of(Role::Response).find(is_choice).map(|cell| cell.column);
    if let Some(listed) = listed.filter(|_| !sheet.has_list(response)) {
        found.layout.columns.set(Role::Response, listed);
        if best_of(&found.layout, Role::Comment).is_empty() {
            found.layout.columns.set(Role::Comment, response);
        }
    }
}

/// A second column with a list of short answers is a second choice.
fn choose_level(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let response = found.layout.columns.of(Role::Response);
    let is_level = |cell: &&HeaderCell| {
        matches!(cell.role, Role::Level | Role::Response)
            && Some(cell.column) != response
            && sheet.has_choice(cell.column)
    };
    if let Some(column) = found.layout.found.iter().find(is_level).map(|cell| cell.column) {
        found.layout.columns.set(Role::Level, column);
    }
}

fn choose_comment(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let mut best = best_of(&found.layout, Role::Comment);
    keep_if_one(&mut best, |cell| !sheet.has_text(cell.column));
    if best.len() > 1 {
        ask(sheet, found, Role::Comment, &best);
    }
    // Else a spare column for answers in words, or an empty description to the right of the question: not one of those of which
    // a person has to choose the answers.
    let is_decided = found.undecided.iter().all(|undecided| undecided.role != Role::Response);
    let spare = || {
        let columns = Some(&found.layout.columns).filter(|_| is_decided)?;
        let question = columns.of(Role::Question);
        let is_spare = |cell: &&HeaderCell| {
            let is_free = columns.role_of(cell.column).is_none() && !sheet.has_list(cell.column);
            let is_empty = || Some(cell.column) > question && !sheet.has_text(cell.column);
            is_free && (cell.role == Role::Response || cell.role == Role::Question && is_empty())
        };
        found.layout.found.iter().find(is_spare).map(|cell| cell.column)
    };
    let comment =
        best.first().map(|cell| cell.column).or_else(|| found.layout.columns.of(Role::Comment)).or_else(spare);
    if let Some(column) = comment {
        found.layout.columns.set(Role::Comment, column);
    }
}

/// Without a header for answers, they go to an empty column right of the question: the one with a list, else the only
/// one with a header.
fn choose_answer_by_content(sheet: &Sheet<'_>, found: &mut FoundLayout) {
    let Some(question) = found.layout.columns.of(Role::Question) else { return };
    let header = |column: u32| sheet.grid.text(Cell::new(sheet.body.saturating_sub(1), column));
    let last =
        sheet.grid.lists.items().iter().flat_map(|list| &list.areas).map(|area| area.last.column.min(question + 40));
    let last = last.chain(sheet.content.columns().map(|(column, _)| column)).max().unwrap_or(question);
    let is_free = |column: &u32| {
        let is_ours = meaning_of(header(*column), header(*column)) == HeaderMeaning::Unknown;
        is_ours && found.layout.columns.role_of(*column).is_none() && !sheet.has_text(*column)
    };
    let free: Vec<u32> = (question + 1..=last).filter(is_free).collect();
    let (listed, plain): (Vec<u32>, Vec<u32>) = free.into_iter().partition(|column| sheet.has_list(*column));
    let headed: Vec<u32> = plain.into_iter().filter(|column| !header(*column).is_empty()).collect();
    let (answers, comments) = if listed.is_empty() { (headed, Vec::new()) } else { (listed, headed) };
    if let [first, second, ..] = answers.as_slice() {
        let cells = [*first, *second].map(|column| HeaderCell {
            column,
            words: header(column).to_owned(),
            role: Role::Response,
            worth: 0,
        });
        ask(sheet, found, Role::Response, &cells);
    }
    for (role, columns) in [(Role::Response, answers), (Role::Comment, comments)] {
        if let Some(column) = columns.first() {
            found.layout.columns.set(role, *column);
        }
    }
}

/// Takes the nearest column left of the question whose texts have the shape of ids.
fn choose_id_by_content(sheet: &Sheet<'_>, layout: &mut SheetLayout) {
    let Some(question) = layout.columns.of(Role::Question) else { return };
    let asks = |row: &u32| asking(sheet.grid.text(Cell::new(*row, question))) != Asking::Not;
    let rows: Vec<u32> = (sheet.body..sheet.grid.row_count()).filter(asks).collect();
    let ids = |column: u32| rows.iter().filter(|row| is_id(sheet.grid.text(Cell::new(**row, column)))).count();
    let is_numbered = |column: &u32| {
        layout.columns.role_of(*column).is_none() && !rows.is_empty() && ids(*column) * 10 >= rows.len() * 6
    };
    if let Some(column) = (0..question).rev().find(is_numbered) {
        layout.columns.set(Role::Id, column);
    }
}

/// Keeps the one cell that passes, if exactly one does.
fn keep_if_one(cells: &mut Vec<HeaderCell>, passes: impl Fn(&HeaderCell) -> bool) {
    if cells.len() > 1 && cells.iter().filter(|cell| passes(cell)).count() == 1 {
        cells.retain(|cell| passes(cell));
    }
}

fn ask(sheet: &Sheet<'_>, found: &mut FoundLayout, role: Role, cells: &[HeaderCell]) {
    let row = sheet.body.saturating_sub(1);
    let role_name = match role {
        Role::Question => "the questions",
        Role::Comment => "the comments",
        _ => "the answers",
    };
    let question = format!("{} columns fit equally well for {role_name}", cells.len());
    let choices = cells.iter().map(|cell| {
        let HeaderCell { column, words, worth, .. } = cell;
        ColumnChoice { column: *column, row, words, score: *worth }
    });
    found.ask(sheet.grid, role, question, &choices.collect::<Vec<_>>());
}

impl Sheet<'_> {
    /// Returns whether cells of the first rows below the header carry a list.
    fn has_list(&self, column: u32) -> bool {
        self.list_words(column).is_some()
    }

    /// Returns whether they carry a list of at least two short answers, or one whose words are not known.
    fn has_choice(&self, column: u32) -> bool {
        self.list_words(column).is_some_and(|words| {
            let short: BTreeSet<_> =
                words.iter().filter_map(|word| short_answer_of(word)).map(ShortAnswer::word).collect();
            words.is_empty() || short.len() > 1
        })
    }

    fn list_words(&self, column: u32) -> Option<&[String]> {
        let rows = self.body..self.body + 4;
        rows.into_iter().find_map(|row| self.grid.list_at(Cell::new(row, column))).map(|list| list.words.as_slice())
    }

    /// Returns whether a column has text below the header.
    fn has_text(&self, column: u32) -> bool {
        let below = self.grid.cells.range(Cell::new(self.body, 0)..);
        below.into_iter().any(|(cell, text)| cell.column == column && !text.trim().is_empty())
    }
}
