//! What a check includes: which rules run, and which of their findings are reported.

use super::baseline::{BaselineContext, BaselineFile, gone_entries};
use super::check_options::{CheckOptions, CheckSource};
use super::checked::Checked;
use super::environment::Session;
use super::failure::Failure;
use super::pipeline::{self, CheckRequest};
use super::prepare::PreparedSite;
use super::publishing::publish_verdict;
use super::rehearsal::found_by_making;
use super::since::{self, Comparison};
use super::unpublished_files::credentials_beside;
use crate::finding::Finding;
use crate::freshness::ClaimCounts;
use crate::report::Extent;
use crate::rules::{self, Selection};
use crate::settled::{PublishVerdict, SettledFinding};

/// A check, prepared once and run on several versions of one site.
pub(super) struct CheckPlan<'a> {
    pub(super) session: &'a Session<'a>,
    options: &'a CheckOptions,
    selection: Selection,
    /// What was found in the files of the repository that the site does not publish.
    unpublished: Vec<Finding>,
    /// What the site is compared with.
    comparison: Option<Comparison>,
    /// The files and folders to report on, as paths from the site's folder; empty means all.
    paths: Vec<String>,
}

/// The files that a check reports on.
pub(super) struct Reported {
    /// The files and folders, as paths from the site's folder; empty means all.
    pub(super) paths: Vec<String>,
    /// The files that Git keeps, or is about to keep, below the site's folder.
    pub(super) committed: Vec<String>,
}

impl<'a> CheckPlan<'a> {
    /// Prepares the check of `site`; the commit that it is compared with is checked now.
    pub(super) fn new(
        session: &'a Session<'a>,
        site: &PreparedSite,
        options: &'a CheckOptions,
        reported: Reported,
    ) -> Result<Self, Failure> {
        let Reported { paths, committed } = reported;
        let selection = Selection::of(&options.rules).map_err(Failure)?;
        let unpublished = credentials_beside(site.files.as_ref(), &site.loaded, &committed, &selection)?;
        BaselineFile { files: site.files.as_ref(), file: &options.baseline }.require()?;
        let commit = options.since.as_ref();
        let comparison = commit.map(|commit| since::compare(session, site, options, commit, &selection)).transpose()?;
        Ok(Self { session, options, selection, unpublished, comparison, paths })
    }

    /// Checks `site`: its findings, sorted, and whether it may be published.
    pub(super) fn check(&self, site: PreparedSite) -> Result<Checked, Failure> {
        let before = self.comparison.as_ref().map(Comparison::evidence);
        let unpublished = &self.unpublished;
        let request = CheckRequest { unpublished, before, ..site.check_request(&self.selection) };
        let findings = pipeline::check(&site.loaded, &request);
        let publish = self.verdict(&site, &findings);
        let late = self.found_by_making(&site, &findings, &publish)?;
        let publish = if late.is_empty() { publish } else { self.verdict(&site, &late) };
        let mut findings = self.reported(&site, findings)?;
        findings.extend(late);
        findings.sort_by(SettledFinding::order);
        let claims = ClaimCounts::of(&site.loaded.library, &site.loaded.settings, site.today);
        let claims_change = self.comparison.as_ref().map(|comparison| comparison.before.evidence().change_to(&claims));
        let reported = Some(site.loaded.read_paths().into_iter().filter(|path| is_in(path, &self.paths)).count());
        Ok(Checked { site, findings, publish, extent: self.extent(), reported, claims_change })
    }

    /// Returns whether `site` may be published by its `findings`; of some rules alone only if they hold it.
    fn verdict(&self, site: &PreparedSite, findings: &[SettledFinding]) -> PublishVerdict {
        match publish_verdict(site, findings) {
            PublishVerdict::Publish if !self.options.rules.is_empty() => PublishVerdict::NotChecked,
            verdict => verdict,
        }
    }

    /// Returns what only making the site shows; nothing for a part of the site, and where a build would not begin with it.
    fn found_by_making(
        &self,
        site: &PreparedSite,
        findings: &[SettledFinding],
        publish: &PublishVerdict,
    ) -> Result<Vec<SettledFinding>, Failure> {
        let is_build = self.extent() == Extent::Whole && self.options.source == CheckSource::Folder;
        if !is_build || publish.is_hold() { Ok(Vec::new()) } else { found_by_making(self.session, site, findings) }
    }

    /// Returns how much of the site the check reports on.
    fn extent(&self) -> Extent {
        let is_whole = self.options.rules.is_empty() && self.paths.is_empty() && self.comparison.is_none();
        if is_whole { Extent::Whole } else { Extent::Part }
    }

    /// Returns the findings of `site` that are reported, of all of its `findings`.
    fn reported(&self, site: &PreparedSite, findings: Vec<SettledFinding>) -> Result<Vec<SettledFinding>, Failure> {
        let baseline = BaselineFile { files: site.files.as_ref(), file: &self.options.baseline };
        let gone = gone_entries(site);
        let before = self.comparison.as_ref().map(|comparison| (&comparison.before, &comparison.former));
        let context = BaselineContext { rules: &self.options.rules, before, ..BaselineContext::of(site, &gone) };
        let mut findings = baseline.without_known(findings, &context)?.reported;
        if let Some(comparison) = &self.comparison {
            findings = rules::since(findings, &comparison.before, &comparison.former);
        }
        findings.retain(|finding| is_reported(finding, &self.paths));
        Ok(findings)
    }
}

/// Returns whether `finding` is in one of the files or folders to report on; none means all.
fn is_reported(finding: &SettledFinding, paths: &[String]) -> bool {
    is_in(finding.source_path(), paths)
}

/// Returns whether the file at `path` is one of `paths` or below one; none means all.
pub(super) fn is_in(path: &str, paths: &[String]) -> bool {
    let is_below = |reported: &String| {
        reported.is_empty()
            || path == reported
            || path.strip_prefix(reported.as_str()).is_some_and(|rest| rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(is_below)
}
