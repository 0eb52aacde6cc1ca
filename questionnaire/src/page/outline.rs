//! What scripts read of a file: its sheets, what is undecided in their layout, and its questions.

use super::layout_choice::undecided_columns;
use super::opened_file::OpenedFile;
use crate::error::Candidate;
use crate::files::cell::parse_column;
use crate::files::fill::has_macros;
use crate::files::format::Format;
use crate::filling::planned_cells::offers_choice;
use crate::layout::question_key::question_keys;
use crate::layout::questionnaire::Questionnaire;
use crate::layout::sheet::{Reading, Sheet};
use crate::layout::sheet_layout::Role;
use serde::Serialize;

/// A file as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// The name of the file.
    pub name: String,
    /// BLAKE3 of its content, the first 16 hexadecimal digits.
    pub id: String,
    /// The kind of file.
    pub format: Format,
    /// Whether it has macros, which are copied as they are.
    pub has_macros: bool,
    /// Every sheet, in the order of the file.
    pub sheets: Vec<SheetOutline>,
    /// Every question, in the order of the file.
    pub questions: Vec<QuestionOutline>,
}

/// A sheet as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetOutline {
    /// The name.
    pub name: String,
    /// How many questions were read from it.
    pub questions: usize,
    /// Why it is not read; empty if it is.
    pub skipped: String,
    /// The columns that a person has to choose; then no question of the file is read.
    pub undecided: Vec<ColumnOutline>,
}

/// A column that a person has to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnOutline {
    /// What the column is for.
    pub role: Role,
    /// What is undecided, a phrase.
    pub question: String,
    /// The candidates, each as a person reads it.
    pub candidates: Vec<String>,
}

/// A question as scripts read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionOutline {
    /// Identifies the question in any version of the file.
    pub key: String,
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The customer's number, or empty.
    pub number: String,
    /// The question's words.
    pub text: String,
    /// Why nothing may be written for it whatever the library has; empty if something may.
    pub hold: String,
    /// Whether the cell of the answer takes one word of several.
    pub takes_choice: bool,
}

impl Outline {
    /// Describes a file.
    pub fn new(file: &OpenedFile) -> Self {
        let questionnaire = file.questionnaire();
        let is_decided = questionnaire.ambiguities().next().is_none();
        Self {
            name: file.name().to_owned(),
            id: blake3::hash(file.bytes()).to_hex().chars().take(16).collect(),
            format: file.format(),
            has_macros: has_macros(file.bytes()),
            sheets: questionnaire.sheets.iter().map(SheetOutline::new).collect(),
            questions: if is_decided { questions(questionnaire) } else { Vec::new() },
        }
    }
}

impl SheetOutline {
    fn new(sheet: &Sheet) -> Self {
        let (questions, skipped) = match &sheet.reading {
            Reading::Questions { questions, .. } => (questions.len(), String::new()),
            Reading::Skipped(reason) => (0, reason.to_string()),
            Reading::Undecided { .. } => (0, String::new()),
        };
        let undecided = undecided_columns(sheet).into_iter().map(|column| ColumnOutline {
            role: column.role,
            question: column.ambiguity.question.clone(),
            candidates: column
                .ambiguity
                .candidates
                .iter()
                .map(|candidate| label(sheet, column.role, candidate))
                .collect(),
        });
        Self { name: sheet.grid.name.clone(), questions, skipped, undecided: undecided.collect() }
    }
}

/// Returns a candidate as a person reads it: its letters, and the words at its top.
fn label(sheet: &Sheet, role: Role, candidate: &Candidate) -> String {
    let Candidate { column, row, header, .. } = candidate;
    if let Reading::Undecided { layout, .. } = &sheet.reading
        && role == Role::Response
        && layout.height == 0
        && layout.columns.of(Role::Question) == parse_column(column)
    {
        return format!("below each question, in column {column}");
    }
    if header.is_empty() { format!("{column} (row {row} is empty)") } else { format!("{column}: {header}") }
}

fn questions(questionnaire: &Questionnaire) -> Vec<QuestionOutline> {
    // Nothing leaves the page: credentials in a question stay where the person put them.
    let keys = question_keys(questionnaire, &str::to_owned);
    let questions = keys.into_iter().zip(questionnaire.questions());
    let outline = questions.map(|(key, (grid, question))| QuestionOutline {
        key: key.digest(),
        sheet: grid.name.clone(),
        row: question.row + 1,
        number: question.id.clone(),
        text: question.full_text(),
        hold: question.hold.clone(),
        takes_choice: offers_choice(grid, question),
    });
    outline.collect()
}
