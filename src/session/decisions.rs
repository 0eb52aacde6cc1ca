//! The file of decisions beside a questionnaire: read, and replaced only as it was read.

use super::failure::Failure;
use super::outputs::{Author, Outputs};
use super::prepare::PreparedSite;
use crate::inputs::read_file;
use crate::rfp::worksheet::answers::{WorksheetAnswers, read_answers};
use crate::secrets::holds_secret;
use crate::user_files::{Expected, write};
use fieldbook_questionnaire::decisions::decision::Decided;
use fieldbook_questionnaire::decisions::decisions_file::{read_decisions, write_decisions};
use fieldbook_questionnaire::files::format::format_of;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The largest file of decisions, in bytes.
const LIMIT: u64 = 64 << 20;

/// A file of decisions as it was read.
#[derive(Debug, Clone)]
pub struct DecisionsFile {
    path: PathBuf,
    /// Its bytes; `None` if the file does not exist yet.
    bytes: Option<Vec<u8>>,
    /// The decisions in it.
    decisions: Vec<Decided>,
}

impl DecisionsFile {
    /// Reads the decisions in the file `chosen`, else in the one beside the questionnaire, which need not exist.
    ///
    /// # Errors
    /// A file that was chosen does not exist, or a file cannot be read as decisions.
    pub fn read(questionnaire: &Path, chosen: Option<&Path>) -> Result<Self, Failure> {
        let path = chosen.map_or_else(|| decisions_path(questionnaire), Path::to_owned);
        let is_missing = path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound);
        if is_missing && chosen.is_none() {
            return Ok(Self { path, bytes: None, decisions: Vec::new() });
        }
        let bytes = read_file(&path, LIMIT)?;
        let decisions = read_decisions(&bytes).map_err(|error| Failure(format!("{}: {error}", path.display())))?;
        Ok(Self { path, bytes: Some(bytes), decisions })
    }

    /// Reads the decisions in a file that need not exist, to change them.
    ///
    /// # Errors
    /// The file cannot be read as decisions.
    pub fn open(questionnaire: &Path, chosen: Option<&Path>) -> Result<Self, Failure> {
        match chosen {
            Some(path) if path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) => {
                Ok(Self { path: path.to_owned(), bytes: None, decisions: Vec::new() })
            }
            _ => Self::read(questionnaire, chosen),
        }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the decisions that were read or written last.
    pub fn decisions(&self) -> &[Decided] {
        &self.decisions
    }

    /// Replaces the decisions in the file.
    ///
    /// # Errors
    /// The file changed since it was read, is one of the site, or cannot be written; or a person typed a credential.
    pub fn save(&mut self, site: &PreparedSite, decisions: Vec<Decided>) -> Result<(), Failure> {
        if decisions == self.decisions {
            return Ok(());
        }
        let text = write_decisions(&decisions, &holds_secret)?;
        Outputs::of(site).check(&self.path, Author::Unknown)?;
        let expected = self.bytes.as_deref().map_or(Expected::Nothing, Expected::Content);
        write(&self.path, text.as_bytes(), expected)?;
        self.bytes = Some(text.into_bytes());
        self.decisions = decisions;
        Ok(())
    }
}

/// Reads the answers of a worksheet.
///
/// # Errors
/// The file cannot be read, or is not a worksheet.
pub fn read_worksheet(path: &Path) -> Result<WorksheetAnswers, Failure> {
    let bytes = read_file(path, LIMIT)?;
    let format = format_of(&path.to_string_lossy(), &bytes);
    read_answers(&bytes, format).map_err(|error| Failure(format!("{}: {error}", path.display())))
}

/// Writes a file that does not exist yet, or is there with the same bytes.
///
/// # Errors
/// Another file is there, the path belongs to the site, or the file cannot be written.
pub fn write_new_file(site: &PreparedSite, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Outputs::of(site).check(path, Author::Unknown)?;
    if path.is_file() && read_file(path, LIMIT).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    write(path, bytes, Expected::Nothing)?;
    Ok(())
}

/// Returns the path of the file of decisions beside a questionnaire: `asked.xlsx` has `asked-decisions.json`.
fn decisions_path(questionnaire: &Path) -> PathBuf {
    let stem = questionnaire.file_stem().unwrap_or_default().to_string_lossy();
    questionnaire.with_file_name(format!("{stem}-decisions.json"))
}
