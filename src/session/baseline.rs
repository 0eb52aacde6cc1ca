//! The baseline: the findings that are known and that `check` leaves out.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::config::OpportunitySource;
use crate::finding::{Family, Place, Salt};
use crate::git;
use crate::inputs::{Files, read_optional};
use crate::opportunity::Snapshot;
use crate::rules::Before;
use crate::rules::baseline::{Baseline, BaselineEntry, BaselineUse, GoneEntries, UseOfBaseline};
use crate::settled::{FormerNames, SettledFinding};
use crate::source::{PastTexts, SourceFile, Span};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::Path;
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
    let file = BaselineFile { files: site.files.as_ref(), file: FILE };
    let gone = gone_entries(site);
    Ok(file.without_known(findings.to_vec(), &BaselineContext::of(site, &gone))?.reported)
}

/// What decides about the effect of a baseline.
#[derive(Clone, Copy)]
pub(super) struct BaselineContext<'a> {
    /// The site's folder.
    pub(super) folder: &'a Path,
    /// The commit whose history has the baseline, or `HEAD`.
    pub(super) revision: &'a str,
    /// The site's salt.
    pub(super) salt: Option<&'a Salt>,
    /// The day.
    pub(super) today: NaiveDate,
    /// The rules and families that ran; empty means all.
    pub(super) rules: &'a [String],
    /// What a change is compared with.
    pub(super) before: Option<(&'a Before, &'a FormerNames)>,
    /// What an entry without a finding means.
    pub(super) gone: &'a GoneEntries,
}

impl<'a> BaselineContext<'a> {
    /// Begins with a check of the whole `site` by all rules.
    pub(super) fn of(site: &'a PreparedSite, gone: &'a GoneEntries) -> Self {
        Self {
            folder: &site.folder,
            revision: "HEAD",
            salt: site.loaded.settings.salt.as_ref(),
            today: site.today,
            rules: &[],
            before: None,
            gone,
        }
    }
}

/// Returns what it means in a check of `site` that an entry of the baseline matches no finding.
pub(super) fn gone_entries(site: &PreparedSite) -> GoneEntries {
    let settings = &site.loaded.settings;
    let is_whole = site.scope.audience == settings.audiences.build && site.scope.customer.is_none();
    let is_current = |snapshot: &Snapshot| !snapshot.status.is_doubtful();
    let has_opportunities = settings.opportunities.source != OpportunitySource::Notion
        || site.loaded.snapshot.as_ref().is_some_and(is_current);
    let has_history = git::head(&site.folder).is_none_or(|head| !head.is_shallow);
    if is_whole && has_opportunities && has_history {
        GoneEntries::Fixed { missing_roots: site.loaded.missing_private_roots.clone() }
    } else {
        GoneEntries::Uncertain
    }
}

/// An entry of the baseline and the last day of its effect.
pub(super) struct BaselineLastDay {
    pub(super) entry: BaselineEntry,
    pub(super) last_day: NaiveDate,
    /// Where the file names it.
    pub(super) place: Place,
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

    /// Returns `findings` without those of the baseline. They are sorted, and complete for the rules of `context`.
    /// Without a baseline, all are reported.
    ///
    /// # Errors
    /// The baseline exists and cannot be read.
    pub(super) fn without_known(
        &self,
        findings: Vec<SettledFinding>,
        context: &BaselineContext<'_>,
    ) -> Result<UseOfBaseline, Failure> {
        let nothing = |reported| UseOfBaseline { reported, left_out: BTreeSet::new() };
        let Some((file, baseline)) = self.read()? else { return Ok(nothing(findings)) };
        let past = self.past(&baseline, context);
        let BaselineContext { salt, today, before, gone, .. } = *context;
        let used = BaselineUse { file: &file, salt, today, past: past.as_ref(), before, gone };
        let mut known = baseline.apply(findings, &used);
        if !context.rules.is_empty() {
            // A known finding of a rule that did not run only seems to be fixed.
            known
                .reported
                .retain(|finding| finding.source_path() != self.file || finding.rule.family != Family::Suppression);
        }
        Ok(known)
    }

    /// Returns the earlier versions of the file, where an entry has no end.
    fn past(&self, baseline: &Baseline, context: &BaselineContext<'_>) -> Option<PastTexts> {
        let undated = baseline.undated();
        (!undated.is_empty()).then(|| git::past_texts(context.folder, context.revision, self.file, &undated))
    }

    /// Returns every entry that has an effect or had one, with its last day and where the file names it; nothing without a
    /// baseline.
    ///
    /// # Errors
    /// The baseline exists and cannot be read.
    pub(super) fn last_days(&self, context: &BaselineContext<'_>) -> Result<Vec<BaselineLastDay>, Failure> {
        let Some((file, baseline)) = self.read()? else { return Ok(Vec::new()) };
        let past = self.past(&baseline, context);
        let BaselineContext { salt, today, before, gone, .. } = *context;
        let used = BaselineUse { file: &file, salt, today, past: past.as_ref(), before, gone };
        let last_day = |(known, last_day): (&BaselineEntry, NaiveDate)| {
            let start = file.text().find(&known.fingerprint).unwrap_or(0);
            let place = Place::new(&file, Span::new(start..start + known.fingerprint.len()));
            BaselineLastDay { entry: known.clone(), last_day, place }
        };
        Ok(baseline.last_days(&used).into_iter().map(last_day).collect())
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
