//! What was found in a questionnaire, to look at before anything is answered.

use super::mapping::{self, Mapping, SheetMapping};
use super::question::Question;
use super::questionnaire::Questionnaire;
use super::sheet::{Reading, Sheet};
use super::sheet_header::{Role, SheetHeader};
use crate::rfp::files::cell::{Cell, column_letters};
use crate::rfp::files::format::Format;
use serde::Serialize;
use std::collections::BTreeMap;

/// The schema of [`Inspection`].
pub const SCHEMA: &str = "fieldbook/rfp-inspect/1";

/// The layout of a questionnaire as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// `fieldbook/rfp-inspect/1`.
    pub schema: &'static str,
    /// The kind of file.
    pub format: Format,
    /// How many questions there are.
    pub questions: usize,
    /// How many of them cannot be written whatever the library holds.
    pub held: usize,
    /// Every sheet.
    pub sheets: Vec<InspectedSheet>,
    /// The layout in the form that can be edited and given back.
    pub mapping: Mapping,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectedSheet {
    /// Its name.
    pub name: String,
    /// Why it is left alone; absent where it is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<String>,
    /// Text above the header.
    pub title: Vec<String>,
    /// Rows of the header, from 1.
    pub header_rows: Vec<u32>,
    /// The columns that were understood.
    pub columns: Vec<InspectedColumn>,
    /// Columns to be marked with an X, as `D: Yes`.
    pub marks: Vec<String>,
    /// Drop-down lists.
    pub lists: Vec<InspectedList>,
    /// How many questions it has.
    pub questions: usize,
    /// Rows that are left alone and why, such as `12: row 12 is hidden`.
    pub held: Vec<String>,
    /// Hidden rows, from 1, as ranges.
    pub hidden_rows: Vec<String>,
    /// Hidden columns as ranges of letters.
    pub hidden_columns: Vec<String>,
    /// How many cells hold formulas.
    pub formulas: usize,
    /// Whether the sheet is protected.
    pub is_protected: bool,
    /// How many questions carry an id in the shape of a known framework, by framework.
    pub frameworks: BTreeMap<&'static str, usize>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectedColumn {
    /// What it is for.
    pub role: Role,
    /// Its letters.
    pub column: String,
    /// Its header's words.
    pub header: String,
}

/// One drop-down list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectedList {
    /// The cells that carry it.
    pub cells: String,
    /// Its words; none if they come from a formula.
    pub words: Vec<String>,
    /// What the file says they come from.
    pub source: String,
}

/// Describes a questionnaire.
pub fn inspect(questionnaire: &Questionnaire) -> Inspection {
    let sheets: Vec<_> = questionnaire.sheets.iter().map(inspect_sheet).collect();
    let mappings = questionnaire.sheets.iter().map(|sheet| match &sheet.reading {
        Reading::Questions { header, .. } => SheetMapping::from_header(&sheet.grid.name, header),
        Reading::Skipped(_) => SheetMapping { sheet: sheet.grid.name.clone(), skip: true, ..SheetMapping::default() },
    });
    Inspection {
        schema: SCHEMA,
        format: questionnaire.format,
        questions: questionnaire.questions().count(),
        held: questionnaire.questions().filter(|(_, question)| !question.hold.is_empty()).count(),
        mapping: Mapping { schema: mapping::SCHEMA.to_owned(), sheets: mappings.collect() },
        sheets,
    }
}

fn inspect_sheet(sheet: &Sheet) -> InspectedSheet {
    let grid = &sheet.grid;
    let no_questions = Vec::new();
    let (header, questions, skipped) = match &sheet.reading {
        Reading::Questions { header, questions } => (Some(header), questions, None),
        Reading::Skipped(reason) => (None, &no_questions, Some(reason.clone())),
    };
    let lists = grid.lists.iter().map(|list| InspectedList {
        cells: list.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        words: list.words.clone(),
        source: list.source.clone(),
    });
    let held = questions.iter().filter(|question| !question.hold.is_empty());
    let rows: Vec<u32> = grid.hidden_rows.iter().copied().collect();
    InspectedSheet {
        name: grid.name.clone(),
        skipped,
        title: header.map(|header| title(sheet, header)).unwrap_or_default(),
        header_rows: header.map(|header| (header.first + 1..=header.body()).collect()).unwrap_or_default(),
        columns: header.map(|header| columns(sheet, header)).unwrap_or_default(),
        marks: header
            .map(|header| {
                header
                    .marks
                    .iter()
                    .map(|(column, verdict)| format!("{}: {}", column_letters(*column), verdict.word()))
                    .collect()
            })
            .unwrap_or_default(),
        lists: lists.collect(),
        questions: questions.len(),
        held: held.map(|question| format!("{}: {}", question.row + 1, question.hold)).collect(),
        hidden_rows: ranges(&rows)
            .into_iter()
            .map(|(first, last)| range(&(first + 1).to_string(), &(last + 1).to_string()))
            .collect(),
        hidden_columns: grid
            .hidden_columns
            .iter()
            .map(|(first, last)| range(&column_letters(*first), &column_letters(*last)))
            .collect(),
        formulas: grid.formulas.len(),
        is_protected: grid.unlocked.is_some(),
        frameworks: frameworks(questions),
    }
}

fn title(sheet: &Sheet, header: &SheetHeader) -> Vec<String> {
    let rows = (0..header.first).map(|row| sheet.grid.row(row).map(|(_, text)| text).collect::<Vec<_>>().join(" · "));
    rows.filter(|text| !text.is_empty()).take(20).collect()
}

fn columns(sheet: &Sheet, header: &SheetHeader) -> Vec<InspectedColumn> {
    let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
    let words = |column: u32| {
        let found = header.found.iter().find(|found| found.0 == column).map(|found| found.1.clone());
        let row = header.body().checked_sub(1).filter(|_| header.height > 0);
        found.or_else(|| row.map(|row| sheet.grid.text(Cell::new(row, column)).to_owned())).unwrap_or_default()
    };
    let chosen = roles.into_iter().filter_map(|role| header.columns.of(role).map(|column| (role, column)));
    chosen
        .map(|(role, column)| InspectedColumn { role, column: column_letters(column), header: words(column) })
        .collect()
}

fn ranges(numbers: &[u32]) -> Vec<(u32, u32)> {
    let mut ranges = Vec::<(u32, u32)>::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    ranges
}

fn range(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}–{last}") }
}

/// Counts ids by the framework whose shape they have.
fn frameworks(questions: &[Question]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for framework in questions.iter().filter_map(|question| framework_of(&question.id)) {
        *counts.entry(framework).or_insert(0) += 1;
    }
    counts
}

/// Names the framework that writes its ids in this shape: `IAM-08.1` (CSA CAIQ 4), `IAM-08` (CSA CCM 4), `A.5.15`
/// (ISO/IEC 27001 annex A), `AC-2` and `AC-2(1)` (NIST SP 800-53), `PR.AA-01` (NIST CSF 2).
pub fn framework_of(id: &str) -> Option<&'static str> {
    let shape: String = id
        .trim()
        .chars()
        .map(|character| match character {
            'A'..='Z' | '&' => 'A',
            '0'..='9' => '0',
            other => other,
        })
        .collect();
    match shape.as_str() {
        "AAA-00.0" | "AAA-00.00" => Some("caiq"),
        "AAA-00" => Some("ccm"),
        "AA.AA-00" => Some("nist-csf"),
        "AA-0" | "AA-00" | "AA-0(0)" | "AA-0(00)" | "AA-00(0)" | "AA-00(00)" => Some("nist-800-53"),
        "A.0.0" | "A.0.00" | "A.00.0" if id.trim_start().starts_with('A') => Some("iso-27001"),
        _ => None,
    }
}
