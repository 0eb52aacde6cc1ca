//! The site as the branch has it, with the changes of the run in memory.

use super::outcome::NewFinding;
use crate::customers::CustomerNames;
use crate::finding::{Family, Severity};
use crate::git::Branch;
use crate::inputs::Inputs;
use crate::inputs::{Files as _, ReadFault, read_site_settings};
use crate::opportunity::Snapshot;
use crate::rules::Selection;
use crate::secrets::set_own_patterns;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::opportunities::{Opportunities, read_opportunities};
use crate::session::origins::{Detail, find_origins};
use crate::session::past::Past;
use crate::session::pipeline::{self, CheckRequest, Loaded, load};
use crate::session::scope::{OpportunityAccess, ScopeOptions};
use crate::session::target::Known;
use crate::settled::SettledFinding;
use crate::source::PastTextsByPath;
use std::collections::BTreeMap;

/// A site with changes in memory.
pub(super) struct BranchSite<'a> {
    session: &'a Session<'a>,
    past: Past,
    snapshot: Option<Snapshot>,
    /// The files that the changes of the run made, by path.
    edited: BTreeMap<String, Vec<u8>>,
    /// The site as it is now.
    pub(super) state: CheckedSite,
    /// The names of customers.
    pub(super) customers: CustomerNames,
}

/// A site and its findings.
pub(super) struct CheckedSite {
    /// The site.
    pub(super) loaded: Loaded,
    findings: Vec<SettledFinding>,
}

/// A site with one more change, and the findings that it brings.
pub(super) struct Rehearsed {
    state: CheckedSite,
    path: String,
    bytes: Vec<u8>,
    /// The findings that are new.
    pub(super) findings: Vec<NewFinding>,
    /// Those of them that must not come in.
    pub(super) forbidden: Vec<NewFinding>,
}

impl<'a> BranchSite<'a> {
    /// Reads the site as `branch` has it.
    ///
    /// # Errors
    /// Git or the machine does not let a file be read.
    pub(super) fn read(session: &'a Session<'a>, branch: &Branch) -> Result<Self, Failure> {
        let (settings, _) = read_site_settings(&session.files())?;
        set_own_patterns(&settings.credential_patterns);
        let past = Past::new(session.folder, branch.tip.clone(), &settings)?;
        let Opportunities { snapshot, .. } = read_opportunities(session, &settings)?;
        let edited = BTreeMap::new();
        let state = check(session, &past, snapshot.as_ref(), past.read()?)?;
        let customers = CustomerNames::new(state.loaded.library.lists.all_customers());
        Ok(Self { session, past, snapshot, edited, state, customers })
    }

    /// Returns the bytes of the file at `path` on the branch; `None` if it has none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(bytes) = self.edited.get(path) {
            return Ok(Some(bytes.clone()));
        }
        match self.past.files.read(path, self.state.loaded.settings.limits.file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(ReadFault::Missing) => Ok(None),
            Err(_) => Err(Failure(format!("cannot read {path} of the commit {}", self.past.commit))),
        }
    }

    /// Returns whether the file at `path` is in a repository of its own, or in none.
    pub(super) fn is_elsewhere(&self, path: &str) -> bool {
        self.past
            .unversioned
            .iter()
            .any(|root| path.strip_prefix(root.as_str()).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Checks the site with `bytes` at `path`.
    ///
    /// # Errors
    /// The site cannot be read.
    pub(super) fn rehearse(&self, path: &str, bytes: Vec<u8>) -> Result<Rehearsed, Failure> {
        let mut edited = self.edited.clone();
        edited.insert(path.to_owned(), bytes.clone());
        let inputs = self.past.read_edited(&edited)?;
        let state = check(self.session, &self.past, self.snapshot.as_ref(), inputs)?;
        let new = new_findings(&self.state.findings, &state.findings);
        let is_forbidden = |finding: &&&SettledFinding| {
            let family = finding.rule.family;
            matches!(family, Family::Secrets | Family::Audience | Family::Exposure)
                || (family == Family::Schema && finding.severity == Severity::Error)
        };
        let forbidden = new.iter().filter(is_forbidden).map(|finding| NewFinding::new(finding)).collect();
        let findings = new.iter().map(|finding| NewFinding::new(finding)).collect();
        Ok(Rehearsed { state, path: path.to_owned(), bytes, findings, forbidden })
    }

    /// Takes a change that was made.
    pub(super) fn accept(&mut self, rehearsed: Rehearsed) {
        self.edited.insert(rehearsed.path, rehearsed.bytes);
        self.state = rehearsed.state;
    }
}

/// Links and checks what was read.
fn check(
    session: &Session<'_>,
    past: &Past,
    snapshot: Option<&Snapshot>,
    inputs: Inputs,
) -> Result<CheckedSite, Failure> {
    let options = ScopeOptions { audience: None, customer: None, opportunities: OpportunityAccess::Offline };
    let scope = options.resolve(&inputs)?;
    let loaded = load(inputs, snapshot.cloned(), Vec::new());
    let known = Known { settings: &loaded.settings, library: &loaded.library };
    let origins = find_origins(session, &past.commit, known, Detail::Needed);
    let loaded = loaded.with_origins(origins);
    let (selection, edited, texts) = (Selection::default(), BTreeMap::new(), PastTextsByPath::default());
    let request = CheckRequest {
        today: session.today,
        scope: &scope,
        selection: &selection,
        edited: &edited,
        past: &texts,
        unpublished: &[],
        before: None,
    };
    let findings = pipeline::check(&loaded, &request);
    Ok(CheckedSite { loaded, findings })
}

/// Returns the findings of `after` that `before` does not have as often; lines do not count, since edits move them.
fn new_findings<'f>(before: &[SettledFinding], after: &'f [SettledFinding]) -> Vec<&'f SettledFinding> {
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in before {
        *known.entry(key(finding)).or_default() += 1;
    }
    let mut new = Vec::new();
    for finding in after {
        match known.get_mut(&key(finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(finding),
        }
    }
    new
}

fn key(finding: &SettledFinding) -> (&str, &str, &str, &str) {
    (finding.rule.id, finding.source_path(), finding.subject(), finding.message.as_str())
}
