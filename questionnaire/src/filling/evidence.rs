//! The cell for evidence, beside the answer of one question.

use super::planned_cells::QuestionInFile;
use crate::files::cell::Cell;
use crate::files::fill::{MAX_CELL, PlannedCell, is_unwritable};
use crate::files::format::Format;

/// What is written as evidence of one answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedEvidence {
    /// The cell; `None` if the question has none, or nothing can be written into it.
    pub cell: Option<PlannedCell>,
    /// The items that the cell does not take, with the reason, such as `Report 2026: F5 is filled already`.
    pub left_out: Vec<String>,
}

/// Plans the cell for `items`, one on each line. An item that does not fit is left out, and so are all if nothing may be
/// written into the cell; a question without such a cell takes none.
pub fn plan_evidence(question_in_file: QuestionInFile<'_>, items: &[String]) -> PlannedEvidence {
    let QuestionInFile { format, grid, question } = question_in_file;
    let Some(cell) = question.evidence.filter(|_| format != Format::Text) else { return PlannedEvidence::default() };
    if let Some(reason) = closed(question_in_file, cell) {
        let left_out = items.iter().map(|item| format!("{item}: {reason}")).collect();
        return PlannedEvidence { cell: None, left_out };
    }
    let (mut text, mut left_out) = (String::new(), Vec::new());
    for item in items {
        let longer = if text.is_empty() { item.clone() } else { format!("{text}\n{item}") };
        let is_too_long = longer.encode_utf16().count() > MAX_CELL
            || grid.limits_at(cell).any(|limit| limit.unit.count(&longer) > limit.most as usize);
        if item.chars().any(is_unwritable) {
            left_out.push(format!("{item}: contains a control character, which a cell cannot contain"));
        } else if is_too_long {
            left_out.push(format!("{item}: {cell} has no room for it"));
        } else {
            text = longer;
        }
    }
    let planned = PlannedCell { sheet: grid.name.clone(), cell, text };
    PlannedEvidence { cell: Some(planned).filter(|planned| !planned.text.is_empty()), left_out }
}

/// Says why nothing may be written into the cell.
fn closed(question_in_file: QuestionInFile<'_>, cell: Cell) -> Option<String> {
    let QuestionInFile { grid, question, .. } = question_in_file;
    let is_taken = [question.response, question.level, question.comment].contains(&Some(cell));
    if is_taken {
        Some(format!("{cell} is the cell of the answer"))
    } else if grid.formulas.contains(&cell) {
        Some(format!("{cell} holds a formula"))
    } else if !grid.text(cell).is_empty() {
        Some(format!("{cell} is filled already"))
    } else if grid.list_at(cell).is_some() {
        Some(format!("{cell} takes a word of a list"))
    } else if grid.is_locked(cell) {
        Some(format!("{cell} is locked by the sheet's protection"))
    } else if grid.is_column_hidden(cell.column) || grid.hidden_rows.contains(&cell.row) {
        Some(format!("{cell} is hidden"))
    } else {
        None
    }
}
