//! The columns that a person chooses where the layout of a sheet allows more than one reading.

use crate::error::{Ambiguity, Candidate, RfpError};
use crate::files::cell::{Cell, column_letters, parse_column};
use crate::files::grid::Grid;
use crate::layout::inspect::mapping_of;
use crate::layout::mapping::{Mapping, SheetMapping};
use crate::layout::questionnaire::Questionnaire;
use crate::layout::sheet::{Reading, Sheet};
use crate::layout::sheet_layout::{AnswerPlace, Role, SheetLayout};
use crate::layout::undecided_column::UndecidedColumn;
use serde::Deserialize;

/// What a person chose for one sheet.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LayoutChoice {
    /// The sheet.
    pub sheet: String,
    /// Whether the sheet is left alone.
    pub skip: bool,
    /// For each of [`undecided_columns`], the place of the chosen candidate, from 0.
    pub candidates: Vec<usize>,
}

/// Returns the columns of a sheet that a person has to choose, each with its candidates; empty if there are none. After a
/// column of questions that was not understood comes the one of the answers, because no header names it either.
pub fn undecided_columns(sheet: &Sheet) -> Vec<UndecidedColumn> {
    let Reading::Undecided { layout, undecided } = &sheet.reading else { return Vec::new() };
    let mut columns = undecided.clone();
    let has_question = columns.iter().any(|column| column.role == Role::Question);
    if has_question && !layout.has_answers() {
        columns.push(answers_column(&sheet.grid, layout));
    }
    columns
}

/// Asks for the column of the answers among all columns of a sheet and the first one without text.
fn answers_column(grid: &Grid, layout: &SheetLayout) -> UndecidedColumn {
    let last = grid.cells.keys().map(|cell| cell.column).max().unwrap_or(0);
    let candidate = |column| Candidate {
        sheet: grid.name.clone(),
        column: column_letters(column),
        row: layout.first + 1,
        header: grid.text(Cell::new(layout.first, column)).to_owned(),
        score: 0,
    };
    let question = "no column for the answers is understood".to_owned();
    let candidates = (0..=last + 1).map(candidate).collect();
    UndecidedColumn { role: Role::Response, ambiguity: Ambiguity { sheet: grid.name.clone(), question, candidates } }
}

/// Returns the layout of a file with the choices applied.
///
/// # Errors
/// A sheet has an undecided column without a choice.
pub(super) fn decide(questionnaire: &Questionnaire, choices: &[LayoutChoice]) -> Result<Mapping, RfpError> {
    let mut mapping = mapping_of(questionnaire);
    // A table whose columns are not understood is found again, and held again.
    let is_read = |name: &str| {
        let sheet = questionnaire.sheets.iter().find(|sheet| sheet.grid.name == name);
        sheet.is_some_and(|sheet| matches!(sheet.reading, Reading::Questions { .. }))
    };
    mapping.sheets.retain(|mapped| mapped.undecided.is_empty() || !is_read(&mapped.sheet));
    for sheet in &questionnaire.sheets {
        let columns = undecided_columns(sheet);
        if columns.is_empty() {
            continue;
        }
        let missing = || RfpError::refused(format!("choose the columns of sheet \"{}\"", sheet.grid.name));
        let choice = choices.iter().find(|choice| choice.sheet == sheet.grid.name).ok_or_else(missing)?;
        // A sheet with an undecided column is in the mapping once.
        let Some(mapped) = mapping.sheets.iter_mut().find(|mapped| mapped.sheet == sheet.grid.name) else { continue };
        mapped.undecided.clear();
        if choice.skip {
            *mapped = SheetMapping { sheet: sheet.grid.name.clone(), skip: true, ..SheetMapping::default() };
            continue;
        }
        for (index, column) in columns.iter().enumerate() {
            let chosen = choice.candidates.get(index).and_then(|chosen| column.ambiguity.candidates.get(*chosen));
            apply(mapped, column, chosen.ok_or_else(missing)?);
        }
    }
    Ok(mapping)
}

/// Gives a role the chosen column.
fn apply(mapped: &mut SheetMapping, column: &UndecidedColumn, chosen: &Candidate) {
    let is_headed = column.ambiguity.candidates.iter().any(|candidate| candidate.score > 0);
    match column.role {
        Role::Question => {
            mapped.question = Some(chosen.column.clone());
            if !is_headed {
                mapped.header_row = chosen.row;
            }
        }
        Role::Comment => mapped.comment = Some(chosen.column.clone()),
        _ => {
            let is_below = parse_column(&chosen.column) == mapped.question.as_deref().and_then(parse_column);
            mapped.answers = if is_below { AnswerPlace::Below } else { AnswerPlace::Beside };
            mapped.response = Some(chosen.column.clone());
        }
    }
}
