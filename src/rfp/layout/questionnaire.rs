//! A questionnaire as it was read: its sheets, its questions, and where each answer would go.

use super::headers;
use super::mapping::Mapping;
use super::question::Question;
use super::sheet::{Reading, Sheet, read_sheet};
use crate::rfp::error::{Ambiguity, RfpError};
use crate::rfp::files::archive::Archive;
use crate::rfp::files::delimited::Delimited;
use crate::rfp::files::format::Format;
use crate::rfp::files::grid::Grid;
use crate::rfp::files::lines;
use crate::rfp::files::workbook;

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
    /// Reads a questionnaire. Where the layout leaves a choice, `mapping` decides.
    ///
    /// # Errors
    ///
    /// The file cannot be read (see [`Archive::open`], [`Delimited::read`]); two columns tie, or no sheet has a header
    /// that is understood: then the error contains a question and the candidates; there are more than 20,000 questions.
    pub fn read(bytes: &[u8], format: Format, mapping: Option<&Mapping>) -> Result<Self, RfpError> {
        let grids = match format {
            Format::Xlsx => workbook::read_sheets(&Archive::open(bytes)?)?,
            Format::Csv => vec![Delimited::read(bytes)?.grid()],
            Format::Text => vec![lines::grid(bytes)?],
        };
        if let Some(mapping) = mapping {
            check_names(mapping, &grids)?;
        }
        let sheets = grids.into_iter().map(|grid| read_sheet(grid, format, mapping)).collect::<Result<Vec<_>, _>>()?;
        let questionnaire = Self { format, sheets };
        let count = questionnaire.questions().count();
        if count > MAX_QUESTIONS {
            return Err(RfpError::refused(format!("the file has {count} questions; at most {MAX_QUESTIONS} are read")));
        }
        if count == 0 {
            return Err(questionnaire.nothing_found());
        }
        Ok(questionnaire)
    }

    /// Returns every question with its sheet, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = (&Grid, &Question)> {
        self.sheets.iter().flat_map(|sheet| match &sheet.reading {
            Reading::Questions { questions, .. } => questions.iter().map(|question| (&sheet.grid, question)).collect(),
            Reading::Skipped(_) => Vec::new(),
        })
    }

    fn nothing_found(&self) -> RfpError {
        let candidates =
            self.sheets.iter().filter(|sheet| !sheet.grid.is_hidden).flat_map(|sheet| headers::candidates(&sheet.grid));
        RfpError::Asks(Ambiguity {
            sheet: String::new(),
            question:
                "no sheet has a header with a question column that is understood; these columns hold the most text"
                    .to_owned(),
            candidates: candidates.take(12).collect(),
        })
    }
}

fn check_names(mapping: &Mapping, grids: &[Grid]) -> Result<(), RfpError> {
    let is_known = |name: &str| grids.iter().any(|grid| grid.name == name);
    match mapping.sheets.iter().find(|sheet| !is_known(&sheet.sheet)) {
        None => Ok(()),
        Some(sheet) => {
            let names: Vec<_> = grids.iter().map(|grid| format!("\"{}\"", grid.name)).collect();
            Err(RfpError::refused(format!(
                "the mapping names sheet \"{}\"; there are {}",
                sheet.sheet,
                names.join(", ")
            )))
        }
    }
}
