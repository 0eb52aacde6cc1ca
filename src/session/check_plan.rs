//! What `check` reports of a run: every rule, without what is known, what was so before, and what nobody asked for.

use super::prepare::Run;
use super::{baseline, since};
use crate::cli::Failure;
use crate::cli::arguments::CheckArguments;
use crate::rules::{Before, Selection, since};
use crate::session::pipeline::{self, Judged};
use crate::settled::SettledFinding;

/// What is asked for, worked out once for several looks at one site.
pub(crate) struct Judge<'a> {
    arguments: &'a CheckArguments,
    selection: Selection,
    /// The findings of the commit that the change is compared with.
    before: Option<Before>,
    /// The files and folders that are asked for, from the site's folder; none means all.
    paths: Vec<String>,
}

impl<'a> Judge<'a> {
    /// Makes the judge of a run; where a commit is compared with, that is checked now.
    pub(crate) fn new(run: &Run, arguments: &'a CheckArguments, paths: Vec<String>) -> Result<Self, Failure> {
        let selection = Selection::of(&arguments.rules).map_err(Failure)?;
        baseline::Known { files: run.files.as_ref(), file: &arguments.baseline }.is_there()?;
        let revision = arguments.since.as_ref();
        let before = revision.map(|revision| since::before(run, arguments, (revision, &selection))).transpose()?;
        Ok(Self { arguments, selection, before, paths })
    }

    /// Returns the findings of `run`, sorted.
    pub(crate) fn findings(&self, run: &Run) -> Result<Vec<SettledFinding>, Failure> {
        let judged = Judged { today: run.today, scope: &run.scope, selection: &self.selection, edited: &run.edited };
        let findings = pipeline::check(&run.loaded, &judged);
        let known = baseline::Known { files: run.files.as_ref(), file: &self.arguments.baseline };
        let mut findings = known.taken_out(findings, (run.today, &self.arguments.rules))?;
        if let Some(before) = &self.before {
            findings = since(findings, before);
        }
        findings.retain(|finding| is_asked_for(finding, &self.paths));
        Ok(findings)
    }
}

/// Returns whether `finding` lies in one of the files or folders asked for; none asked for means all.
fn is_asked_for(finding: &SettledFinding, paths: &[String]) -> bool {
    let path = finding.source_path();
    let is_in = |asked: &String| {
        asked.is_empty() || path == asked || path.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(is_in)
}
