//! A file of a customer that is open in the page.

use super::layout_choice::{LayoutChoice, decide};
use crate::error::RfpError;
use crate::files::fill::{PlannedCell, fill};
use crate::files::format::{Format, MAX_FILE};
use crate::files::grid::Grid;
use crate::layout::inspect::mapping_of;
use crate::layout::mapping::Mapping;
use crate::layout::question::Question;
use crate::layout::questionnaire::{Questionnaire, grids};
use crate::layout::questionnaire_format::questionnaire_format;
use crate::layout::remembered::RememberedLayouts;

/// A file of a customer that is open in the page.
#[derive(Debug)]
pub struct OpenedFile {
    name: String,
    bytes: Vec<u8>,
    questionnaire: Questionnaire,
}

/// A workbook or document, and what is known of its layout.
#[derive(Debug, Default)]
pub struct ReceivedFile {
    /// The name of the file.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The layouts that this browser remembers.
    pub layouts: RememberedLayouts,
}

impl OpenedFile {
    /// Opens a file. Its layout may be undecided.
    ///
    /// # Errors
    /// The file cannot be read, or has neither questions nor a column that could have them.
    pub fn open(received: ReceivedFile) -> Result<Self, RfpError> {
        let ReceivedFile { name, bytes, layouts } = received;
        if bytes.len() as u64 > MAX_FILE {
            return Err(RfpError::refused(format!("the file has more than {} MiB", MAX_FILE >> 20)));
        }
        let format = questionnaire_format(&name, &bytes);
        let grids = grids(&bytes, format)?;
        let mapping = layouts.find(&grids).map(std::borrow::Cow::into_owned);
        let questionnaire = Questionnaire::of_grids(grids, format, mapping.as_ref())?;
        Self { name, bytes, questionnaire }.checked()
    }

    /// Opens the file again with what a person chose of its layout, and adds the layout to `layouts`.
    ///
    /// # Errors
    /// A choice is missing, or the file has no questions with this layout.
    pub fn with_layout(&self, choices: &[LayoutChoice], layouts: &mut RememberedLayouts) -> Result<Self, RfpError> {
        let mapping = decide(&self.questionnaire, choices)?;
        let grids = grids(&self.bytes, self.questionnaire.format)?;
        let questionnaire = Questionnaire::of_grids(grids.clone(), self.questionnaire.format, Some(&mapping))?;
        let decided = Self { name: self.name.clone(), bytes: self.bytes.clone(), questionnaire }.checked()?;
        layouts.remember(&grids, mapping)?;
        Ok(decided)
    }

    fn checked(self) -> Result<Self, RfpError> {
        if self.questionnaire.ambiguities().next().is_some() {
            return Ok(self);
        }
        Ok(Self { questionnaire: self.questionnaire.decided()?, ..self })
    }

    /// Returns the name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the content of the file, as it was received.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the kind of file.
    pub fn format(&self) -> Format {
        self.questionnaire.format
    }

    /// Returns what was read from it.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Returns the layout in the form of the command line's `--mapping`.
    pub fn mapping(&self) -> Mapping {
        mapping_of(&self.questionnaire)
    }

    /// Returns the question at `index`, from 0, with its sheet.
    pub fn question(&self, index: usize) -> Option<(&Grid, &Question)> {
        self.questionnaire.questions().nth(index)
    }

    /// Returns the file with only the planned cells changed.
    ///
    /// # Errors
    /// A cell cannot be written.
    pub fn fill(&self, planned: &[PlannedCell]) -> Result<Vec<u8>, RfpError> {
        fill(&self.bytes, self.questionnaire.format, planned)
    }
}
