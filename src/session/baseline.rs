//! The baseline: the findings that are known and that `check` leaves out.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::finding::Family;
use crate::inputs::{Files, read_optional};
use crate::rules::baseline::Baseline;
use crate::settled::SettledFinding;
use crate::source::SourceFile;
use chrono::NaiveDate;
use std::sync::Arc;

/// The baseline that `check` reads by default, in the site's folder.
pub const FILE: &str = "fieldbook-baseline.json";
/// The largest baseline that is read, in bytes.
pub(super) const LIMIT: u64 = 16 << 20;

/// Returns whether a build publishes nothing because of `finding`; the baseline does not change that.
pub(super) fn blocks_publishing(finding: &SettledFinding) -> bool {
    finding.rule.blocks_publication(finding.severity)
}

/// Returns the `findings` of a whole check that are not in the baseline of the usual name.
///
/// # Errors
/// The baseline exists and cannot be read.
pub(super) fn without_known(site: &PreparedSite, findings: &[SettledFinding]) -> Result<Vec<SettledFinding>, Failure> {
    BaselineFile { files: site.files.as_ref(), file: FILE }.without_known(findings.to_vec(), site.today, &[])
}

/// The file of a baseline.
#[derive(Clone, Copy)]
pub(super) struct BaselineFile<'a> {
    /// The site's files.
    pub(super) files: &'a dyn Files,
    /// The file in it.
    pub(super) file: &'a str,
}

impl BaselineFile<'_> {
    /// Makes sure that a baseline of another name than the usual exists.
    ///
    /// # Errors
    /// It does not exist.
    pub(super) fn require(&self) -> Result<(), Failure> {
        if self.file == FILE || self.files.contains(self.file) {
            return Ok(());
        }
        Err(Failure(format!("there is no baseline at {}", self.file)))
    }

    /// Returns `findings` without those of the baseline. They are sorted, and complete for `rules`; no rule means all.
    /// Without a baseline, all are returned.
    ///
    /// # Errors
    /// The baseline exists and cannot be read.
    pub(super) fn without_known(
        &self,
        findings: Vec<SettledFinding>,
        today: NaiveDate,
        rules: &[String],
    ) -> Result<Vec<SettledFinding>, Failure> {
        let Some((file, baseline)) = self.read()? else { return Ok(findings) };
        let mut new = baseline.apply(findings, &file, today);
        if !rules.is_empty() {
            // A known finding of a rule that did not run only seems to be fixed.
            new.retain(|finding| finding.source_path() != self.file || finding.rule.family != Family::Suppression);
        }
        Ok(new)
    }

    /// Reads the baseline; `None` if it does not exist.
    ///
    /// # Errors
    /// It exists and cannot be read.
    pub(super) fn read(&self) -> Result<Option<(Arc<SourceFile>, Baseline)>, Failure> {
        let path = self.file;
        let mut faults = Vec::new();
        let file = read_optional(self.files, path, LIMIT, &mut faults)?;
        if let Some(fault) = faults.first() {
            return Err(Failure(format!("cannot read the baseline {path}: {}", fault.message)));
        }
        let Some(file) = file else { return Ok(None) };
        let baseline = Baseline::read(file.text()).map_err(|fault| Failure(format!("{path}: {fault}")))?;
        Ok(Some((file, baseline)))
    }
}
