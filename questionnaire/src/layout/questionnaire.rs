//! A questionnaire as it was read: its sheets, its questions, and where each answer would go.

use super::headers;
use super::length_limits::limits_of_instructions;
use super::mapping::Mapping;
use super::mapping_check::check_mapping;
use super::question::Question;
use super::sheet::{Reading, Sheet, read_sheet};
use super::sheet_layout::{Role, SheetLayout};
use super::skip_reason::SkipReason;
use super::undecided_column::UndecidedColumn;
use crate::error::{Ambiguity, RfpError};
use crate::files::archive::Archive;
use crate::files::cell::parse_column;
use crate::files::delimited::Delimited;
use crate::files::format::Format;
use crate::files::grid::Grid;
use crate::files::lines;
use crate::files::markdown_tables::MarkdownTables;
use crate::files::word_document::{PARAGRAPHS, WordDocument};
use crate::files::workbook;

/// The most questions that one file may have.
pub const MAX_QUESTIONS: usize = 20_000;

/// A questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire {
    /// The kind of file.
    pub format: Format,
    /// Every sheet, in the order of the file.
    pub sheets: Vec<Sheet>,
}

impl Questionnaire {
    /// Reads a questionnaire whose layout is decided: by itself, or by `mapping`.
    ///
    /// # Errors
    ///
    /// As for [`Questionnaire::open`], or the layout leaves a choice: then the error has the question and the candidates.
    pub fn read(bytes: &[u8], format: Format, mapping: Option<&Mapping>) -> Result<Self, RfpError> {
        Self::open(bytes, format, mapping)?.decided()
    }

    /// Reads a questionnaire. What its layout leaves undecided is a [`Reading::Undecided`].
    ///
    /// # Errors
    ///
    /// The file cannot be read (see [`Archive::open`], [`Delimited::read`]); the mapping does not fit it; there are more
    /// than 20,000 questions.
    pub fn open(bytes: &[u8], format: Format, mapping: Option<&Mapping>) -> Result<Self, RfpError> {
        Self::of_grids(grids(bytes, format)?, format, mapping)
    }

    /// Reads a questionnaire from the grids of its file.
    ///
    /// # Errors
    ///
    /// As for [`Questionnaire::open`].
    pub fn of_grids(grids: Vec<Grid>, format: Format, mapping: Option<&Mapping>) -> Result<Self, RfpError> {
        if let Some(mapping) = mapping {
            check_mapping(mapping, &grids)?;
        }
        let sheets = grids.into_iter().map(|grid| {
            let said = mapping.map(|mapping| mapping.of(&grid.name)).unwrap_or_default();
            read_sheet(grid, format, &said)
        });
        let mut questionnaire = Self { format, sheets: sheets.collect::<Result<Vec<_>, _>>()? };
        heed_instructions(&mut questionnaire.sheets);
        let count = questionnaire.questions().count();
        if count > MAX_QUESTIONS {
            return Err(RfpError::refused(format!("the file has {count} questions; at most {MAX_QUESTIONS} are read")));
        }
        if count > 0 && format == Format::Docx {
            questionnaire.sheets.iter_mut().filter(|sheet| sheet.grid.name == PARAGRAPHS).for_each(skip_prose);
        }
        if count == 0 && questionnaire.ambiguities().next().is_none() {
            questionnaire.sheets.iter_mut().for_each(ask_for_question);
        }
        Ok(questionnaire)
    }

    /// Returns the questionnaire if no layout is undecided.
    ///
    /// # Errors
    ///
    /// A layout is undecided, or there are no questions.
    pub fn decided(self) -> Result<Self, RfpError> {
        let undecided: Vec<Ambiguity> = self.ambiguities().cloned().collect();
        if !undecided.is_empty() {
            return Err(RfpError::Asks(undecided));
        }
        if self.questions().next().is_none() {
            let reasons = self.sheets.iter().map(|sheet| match &sheet.reading {
                Reading::Skipped(reason) => format!("\n  {}: {reason}", sheet.grid.name),
                _ => format!("\n  {}: no questions below its header", sheet.grid.name),
            });
            return Err(RfpError::refused(format!("the file has no questions{}", reasons.collect::<String>())));
        }
        Ok(self)
    }

    /// Returns every question with its sheet, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = (&Grid, &Question)> {
        self.sheets.iter().flat_map(|sheet| {
            let questions = match &sheet.reading {
                Reading::Questions { questions, .. } => questions.as_slice(),
                Reading::Undecided { .. } | Reading::Skipped(_) => &[],
            };
            questions.iter().map(|question| (&sheet.grid, question))
        })
    }

    /// Says what of the file is not read as questions, and why: sheets, rows of a sheet, and lines of a text; each a phrase.
    pub fn left_out(&self) -> Vec<String> {
        let mut left_out = Vec::new();
        for sheet in &self.sheets {
            if let Reading::Skipped(reason) = &sheet.reading {
                left_out.push(format!("sheet \"{}\" is not read: {reason}", sheet.grid.name));
            }
            left_out.extend(self.lines_left_out(sheet));
        }
        left_out
    }

    fn lines_left_out(&self, sheet: &Sheet) -> Option<String> {
        let first = sheet.left_out.first()?.row + 1;
        let (count, name) = (sheet.left_out.len(), &sheet.grid.name);
        Some(match (self.format, count) {
            (Format::Text, 1) => format!("line {first} is not a question"),
            (Format::Text, _) => format!("{count} lines are not questions, the first is line {first}"),
            (_, 1) => format!("row {first} of sheet \"{name}\" has text and no question"),
            _ => format!("{count} rows of sheet \"{name}\" have text and no question, the first is row {first}"),
        })
    }

    /// Returns what a person has to decide.
    pub fn ambiguities(&self) -> impl Iterator<Item = &Ambiguity> {
        let undecided = self.sheets.iter().flat_map(|sheet| match &sheet.reading {
            Reading::Undecided { undecided, .. } => undecided.as_slice(),
            Reading::Questions { .. } | Reading::Skipped(_) => &[],
        });
        undecided.map(|column| &column.ambiguity)
    }
}

/// Reads the sheets of a file.
///
/// # Errors
///
/// The file cannot be read.
pub fn grids(bytes: &[u8], format: Format) -> Result<Vec<Grid>, RfpError> {
    match format {
        Format::Xlsx => workbook::read_sheets(&Archive::open(bytes)?),
        Format::Docx => Ok(WordDocument::read(&Archive::open(bytes)?)?.into_grids()),
        Format::Csv => Ok(vec![Delimited::read(bytes)?.grid()]),
        Format::Markdown => {
            let tables = MarkdownTables::read(bytes)?;
            Ok(tables.grids().into_iter().chain([tables.other_lines()?]).collect())
        }
        Format::Text => Ok(vec![lines::grid(bytes)?]),
    }
}

/// Adds the limits of length that sheets without questions state to the sheets with questions.
fn heed_instructions(sheets: &mut [Sheet]) {
    let (read, others): (Vec<&mut Sheet>, Vec<&mut Sheet>) =
        sheets.iter_mut().partition(|sheet| matches!(sheet.reading, Reading::Questions { .. }));
    let is_instruction = |sheet: &&&mut Sheet| matches!(sheet.reading, Reading::Skipped(_)) && !sheet.grid.is_hidden;
    let instructions: Vec<&Grid> = others.iter().filter(is_instruction).map(|sheet| &sheet.grid).collect();
    for sheet in read {
        if let Reading::Questions { tables, .. } = &sheet.reading {
            sheet.grid.lengths.extend(limits_of_instructions(&instructions, tables));
        }
    }
}

/// Beside tables of questions, paragraphs that ask are prose unless something takes their answers.
fn skip_prose(sheet: &mut Sheet) {
    if let Reading::Undecided { undecided, .. } = &sheet.reading
        && undecided.iter().any(|column| !column.ambiguity.candidates.is_empty())
    {
        sheet.reading = Reading::Skipped(SkipReason::Prose);
    }
}

/// In a file without questions, asks which column of a sheet has them: the one with the most text is proposed.
fn ask_for_question(sheet: &mut Sheet) {
    let Reading::Skipped(SkipReason::NoHeader { .. }) = sheet.reading else { return };
    let candidates = headers::candidates(&sheet.grid);
    let Some(best) = candidates.first() else { return };
    let mut layout = SheetLayout { first: best.row.saturating_sub(1), height: 1, ..SheetLayout::default() };
    if let Some(column) = parse_column(&best.column) {
        layout.columns.set(Role::Question, column);
    }
    let question =
        "no header with a question column is understood, and no column asks; these columns have the most text";
    let ambiguity = Ambiguity { sheet: sheet.grid.name.clone(), question: question.to_owned(), candidates };
    sheet.reading = Reading::Undecided { layout, undecided: vec![UndecidedColumn { role: Role::Question, ambiguity }] };
}
