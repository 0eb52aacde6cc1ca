//! What was found in a questionnaire, to look at before anything is answered.

use super::mapping::{self, Mapping, SheetMapping};
use super::question::Question;
use super::questionnaire::Questionnaire;
use super::sheet::{Reading, Sheet};
use super::sheet_layout::{Role, SheetLayout};
use super::short_answer_words::short_answer_of;
use super::tables::Table;
use crate::error::Ambiguity;
use crate::files::cell::{Cell, column_letters};
use crate::files::format::Format;
use crate::files::grid::Grid;
use serde::Serialize;
use std::collections::BTreeMap;

/// The schema of [`Inspection`].
pub const SCHEMA: &str = "fieldbook/rfp-inspect/1";

/// The most words of one list that are listed as not understood: a longer list is no choice between yes and no.
const MAX_WORDS: usize = 20;

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
    /// The first thing that a person has to decide; absent where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecided: Option<Ambiguity>,
    /// Text above the header.
    pub title: Vec<String>,
    /// Rows of the header, from 1.
    pub header_rows: Vec<u32>,
    /// The columns that were understood.
    pub columns: Vec<InspectedColumn>,
    /// Columns to be marked with an X, as `D: Yes`.
    pub marks: Vec<String>,
    /// The tables below the first one, whose headers have other columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_tables: Vec<InspectedTable>,
    /// Drop-down lists.
    pub lists: Vec<InspectedList>,
    /// How many questions it has.
    pub questions: usize,
    /// Rows that are left alone and why, such as `12: row 12 is hidden`.
    pub held: Vec<String>,
    /// Lines of a text, and rows below a header, that are not questions, such as `3: Please answer by Friday.`
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
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

/// A table below the first one of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectedTable {
    /// Rows of its header, from 1.
    pub header_rows: Vec<u32>,
    /// The columns that were understood.
    pub columns: Vec<InspectedColumn>,
    /// Columns to be marked with an X, as `D: Yes`.
    pub marks: Vec<String>,
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
    Inspection {
        schema: SCHEMA,
        format: questionnaire.format,
        questions: questionnaire.questions().count(),
        held: questionnaire.questions().filter(|(_, question)| !question.hold.is_empty()).count(),
        mapping: mapping_of(questionnaire),
        sheets,
    }
}

/// Writes the layout of a questionnaire down, with what is undecided.
pub fn mapping_of(questionnaire: &Questionnaire) -> Mapping {
    let sheets = questionnaire.sheets.iter().flat_map(|sheet| {
        let name = sheet.grid.name.as_str();
        match &sheet.reading {
            Reading::Questions { tables, questions } => tables
                .iter()
                .map(|table| SheetMapping {
                    words: list_words(&sheet.grid, table, questions),
                    undecided: Some(table.hold.clone()).filter(|hold| !hold.is_empty()).into_iter().collect(),
                    ..SheetMapping::from_layout(name, &table.layout)
                })
                .collect(),
            Reading::Undecided { layout, undecided } => vec![SheetMapping {
                undecided: undecided.iter().flat_map(|column| lines_of(&column.ambiguity)).collect(),
                ..SheetMapping::from_layout(name, layout)
            }],
            Reading::Skipped(_) => {
                vec![SheetMapping { sheet: name.to_owned(), skip: true, ..SheetMapping::default() }]
            }
        }
    });
    Mapping { schema: mapping::SCHEMA.to_owned(), sheets: sheets.collect() }
}

/// Returns a question to a person and its candidates as the lines of a mapping.
fn lines_of(ambiguity: &Ambiguity) -> impl Iterator<Item = String> {
    std::iter::once(ambiguity.question.clone()).chain(ambiguity.candidates.iter().map(ToString::to_string))
}

/// Returns the words of the lists to choose from whose meaning had to be learnt, or is not known.
fn list_words(grid: &Grid, table: &Table, questions: &[Question]) -> BTreeMap<String, Option<String>> {
    let questions = questions.iter().filter(|question| table.rows().contains(&question.row));
    let slots = questions.flat_map(|question| [question.response, question.level]).flatten();
    let lists: BTreeMap<&str, &[String]> =
        slots.filter_map(|cell| grid.list_at(cell)).map(|list| (list.source.as_str(), list.words.as_slice())).collect();
    let words = lists.into_values().flat_map(|words| words.iter().take(MAX_WORDS));
    words
        .filter(|word| short_answer_of(word).is_none())
        .map(|word| (word.clone(), table.layout.words.meaning(word).map(|short| short.word().to_owned())))
        .collect()
}

fn inspect_sheet(sheet: &Sheet) -> InspectedSheet {
    let grid = &sheet.grid;
    let mut further = [].as_slice();
    let (layout, questions, undecided, skipped) = match &sheet.reading {
        Reading::Questions { tables, questions } => {
            further = tables.get(1..).unwrap_or_default();
            (tables.first().map(|table| &table.layout), questions.as_slice(), None, None)
        }
        Reading::Undecided { layout, undecided } => {
            (Some(layout), [].as_slice(), undecided.first().map(|column| column.ambiguity.clone()), None)
        }
        Reading::Skipped(reason) => (None, [].as_slice(), None, Some(reason.to_string())),
    };
    let lists = grid.lists.items().iter().map(|list| InspectedList {
        cells: list.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        words: list.words.clone(),
        source: list.source.clone(),
    });
    let held = questions.iter().filter(|question| !question.hold.is_empty());
    let rows: Vec<u32> = grid.hidden_rows.iter().copied().collect();
    let rows = ranges(&rows).into_iter().map(|(first, last)| range(&(first + 1).to_string(), &(last + 1).to_string()));
    let hidden_columns = grid.hidden_columns.iter();
    InspectedSheet {
        name: grid.name.clone(),
        skipped,
        undecided,
        title: layout.map(|layout| title(sheet, layout)).unwrap_or_default(),
        header_rows: layout.map(header_rows).unwrap_or_default(),
        columns: layout.map(|layout| columns(sheet, layout)).unwrap_or_default(),
        marks: layout.map(marks).unwrap_or_default(),
        further_tables: further.iter().map(|table| further_table(sheet, table)).collect(),
        lists: lists.collect(),
        questions: questions.len(),
        held: held.map(|question| format!("{}: {}", question.row + 1, question.hold)).collect(),
        left_out: sheet.left_out.iter().map(|line| format!("{}: {}", line.row + 1, line.text)).collect(),
        hidden_rows: rows.collect(),
        hidden_columns: hidden_columns
            .map(|(first, last)| range(&column_letters(*first), &column_letters(*last)))
            .collect(),
        formulas: grid.formulas.len(),
        is_protected: grid.unlocked.is_some(),
        frameworks: frameworks(questions),
    }
}

fn header_rows(layout: &SheetLayout) -> Vec<u32> {
    (layout.first + 1..=layout.body()).collect()
}

fn marks(layout: &SheetLayout) -> Vec<String> {
    layout.marks.iter().map(|(column, short)| format!("{}: {}", column_letters(*column), short.word())).collect()
}

fn further_table(sheet: &Sheet, table: &Table) -> InspectedTable {
    let layout = &table.layout;
    InspectedTable { header_rows: header_rows(layout), columns: columns(sheet, layout), marks: marks(layout) }
}

fn title(sheet: &Sheet, layout: &SheetLayout) -> Vec<String> {
    let rows = (0..layout.first).map(|row| sheet.grid.row(row).map(|(_, text)| text).collect::<Vec<_>>().join(" · "));
    rows.filter(|text| !text.is_empty()).take(20).collect()
}

fn columns(sheet: &Sheet, layout: &SheetLayout) -> Vec<InspectedColumn> {
    let words = |column: u32| {
        let found = layout.found.iter().find(|found| found.column == column).map(|found| found.words.clone());
        let row = layout.body().checked_sub(1).filter(|_| layout.height > 0);
        found.or_else(|| row.map(|row| sheet.grid.text(Cell::new(row, column)).to_owned())).unwrap_or_default()
    };
    let chosen = Role::ALL.into_iter().filter_map(|role| layout.columns.of(role).map(|column| (role, column)));
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
