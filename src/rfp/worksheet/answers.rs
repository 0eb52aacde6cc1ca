//! The answers in a worksheet that came back.

use super::columns::{ANSWER, CHOICE, KEY, PERSON};
use crate::entry::ShortAnswer;
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::archive::Archive;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::delimited::Delimited;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::files::workbook::read_sheets;
use fieldbook_questionnaire::layout::short_answer_words::short_answer_of;
use std::collections::BTreeMap;

/// One answer of a worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorksheetAnswer {
    /// The row of the worksheet, from 1.
    pub row: u32,
    /// The key of the question.
    pub key: String,
    /// The person that the worksheet is for.
    pub person: String,
    /// The answer in one word.
    pub short_answer: Option<ShortAnswer>,
    /// The answer; may be empty if there is one in one word.
    pub text: String,
}

/// The answers of a worksheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorksheetAnswers {
    /// The answers in the order of the rows.
    pub answers: Vec<WorksheetAnswer>,
    /// The rows without an answer.
    pub empty: usize,
}

/// Reads a worksheet that a person filled: a workbook or CSV with the headers that were written.
///
/// # Errors
/// The file cannot be read, a header is missing, or a choice is not a known word.
pub fn read_answers(bytes: &[u8], format: Format) -> Result<WorksheetAnswers, RfpError> {
    let grids = match format {
        Format::Csv => vec![Delimited::read(bytes)?.grid()],
        Format::Xlsx => read_sheets(&Archive::open(bytes)?)?,
        Format::Docx | Format::Markdown | Format::Text => {
            return Err(RfpError::refused("answers are read from a worksheet of `rfp export` as xlsx or csv"));
        }
    };
    let found = grids.iter().find_map(|grid| Some((grid, header(grid)?)));
    let (grid, columns) = found.ok_or_else(|| {
        RfpError::refused(format!("no sheet has the headers {KEY}, {PERSON}, {CHOICE} and {ANSWER} of a worksheet"))
    })?;
    let mut read = WorksheetAnswers::default();
    for row in columns.first..grid.row_count() {
        let text = |name: &str| columns.of.get(name).map_or("", |column| grid.text(Cell::new(row, *column)));
        if text(KEY).is_empty() {
            continue;
        }
        let (choice, answer) = (text(CHOICE), without_apostrophe(text(ANSWER)));
        if choice.is_empty() && answer.is_empty() {
            read.empty += 1;
            continue;
        }
        let short_answer = if choice.is_empty() { None } else { Some(read_choice(choice, row + 1)?) };
        let (key, person) = (text(KEY).to_owned(), text(PERSON).to_owned());
        read.answers.push(WorksheetAnswer { row: row + 1, key, person, short_answer, text: answer.to_owned() });
    }
    Ok(read)
}

/// Where the columns of a worksheet are.
struct Columns {
    /// The first row after the header.
    first: u32,
    of: BTreeMap<&'static str, u32>,
}

fn header(grid: &Grid) -> Option<Columns> {
    let names = [KEY, PERSON, CHOICE, ANSWER];
    let of_row = |row: u32| {
        let place =
            |name: &'static str| grid.row(row).find(|(_, text)| *text == name).map(|(column, _)| (name, column));
        names.iter().map(|name| place(name)).collect::<Option<BTreeMap<_, _>>>()
    };
    (0..grid.row_count().min(20)).find_map(|row| Some(Columns { first: row + 1, of: of_row(row)? }))
}

fn read_choice(word: &str, row: u32) -> Result<ShortAnswer, RfpError> {
    short_answer_of(word).ok_or_else(|| {
        RfpError::refused(format!("row {row}: the choice is {word:?}; one of yes, no, partial, na, or nothing"))
    })
}

/// CSV has an apostrophe before what a spreadsheet would run.
fn without_apostrophe(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text)
}
