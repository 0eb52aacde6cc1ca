//! `fieldbook baseline`: the baseline written and shortened.

use super::baseline::{BaselineFile, LIMIT, blocks_publishing};
use super::environment::Session;
use super::failure::Failure;
use super::pipeline::{self, CheckRequest};
use super::prepare::prepare;
use super::scope::ScopeOptions;
use super::site_salt::{NewSalt, new_salt};
use super::unpublished_files::credentials_beside;
use crate::config::Settings;
use crate::finding::Family;
use crate::git;
use crate::inputs::{read_file, read_inputs};
use crate::rules::Selection;
use crate::rules::baseline::{Baseline, Terms};
use crate::settled::SettledFinding;
use crate::user_files::{Expected, write};
use chrono::{Days, NaiveDate};
use std::path::PathBuf;

/// How many days a finding stays in the baseline by default.
const DAYS: Days = Days::new(90);

/// Which baseline is edited.
#[derive(Debug, Clone)]
pub struct BaselineOptions {
    /// The file, as a path from the site's folder.
    pub file: String,
    /// The part of the library that is checked.
    pub scope: ScopeOptions,
}

/// Why findings are added to the baseline, and for how long.
#[derive(Debug, Clone)]
pub struct BaselineTerms {
    /// The reason; required if the baseline exists and a finding is added.
    pub reason: Option<String>,
    /// The last day; by default 90 days from today.
    pub until: Option<NaiveDate>,
}

/// What editing the baseline did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselineEdit {
    /// The file.
    pub path: PathBuf,
    /// The number of findings that it has now.
    pub entries: usize,
    /// The number of findings that were added or removed.
    pub changed: usize,
    /// Findings of the baseline that still block publishing, as `path:line:column rule`.
    pub blocking: Vec<String>,
    /// Whether a salt was added to `site.toml`, since a secret is in the baseline.
    pub salt: AddedSalt,
}

/// Whether a salt was added to `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddedSalt {
    /// It was.
    Yes,
    /// The site had one, or needs none.
    No,
}

/// Adds a salt for fingerprints to the settings of the site, unless it has one.
///
/// # Errors
/// There is no `site.toml`, or it cannot be read or written.
pub fn add_salt(session: &Session<'_>) -> Result<AddedSalt, Failure> {
    let settings = read_inputs(session.folder)?.settings;
    write_salt(new_salt(session.folder, &settings)?.as_ref())
}

fn write_salt(added: Option<&NewSalt>) -> Result<AddedSalt, Failure> {
    let Some(added) = added else { return Ok(AddedSalt::No) };
    added.write()?;
    Ok(AddedSalt::Yes)
}

/// Adds every present finding to the baseline; what it has already keeps its reason and end.
///
/// # Errors
/// A finding is added without a reason, or a file cannot be read or written.
pub fn write_baseline(
    session: &Session<'_>,
    options: &BaselineOptions,
    terms: &BaselineTerms,
) -> Result<BaselineEdit, Failure> {
    let now = compare(session, options)?;
    // The first findings need no further reason; later ones do.
    let first = now.previous.is_none().then(|| format!("known on {}", session.today));
    let reason = terms.reason.clone().filter(|reason| !reason.trim().is_empty()).or(first);
    let is_reasoned = reason.is_some();
    let until = terms.until.or_else(|| session.today.checked_add_days(DAYS)).unwrap_or(session.today);
    let has_secrets = now.findings.iter().any(|finding| finding.rule.family == Family::Secrets);
    let added = if has_secrets { new_salt(&now.folder, &now.settings)? } else { None };
    let salt = added.as_ref().map_or(now.settings.salt.as_ref(), |added| Some(added.salt()));
    let terms = Terms {
        reason: reason.unwrap_or_default(),
        until,
        salt: salt.cloned(),
        missing_roots: now.missing_roots.clone(),
    };
    let written = Baseline::of(&now.findings, &terms, now.previous.as_ref());
    let entries = written.entries().len();
    let changed = now.previous.as_ref().map_or(entries, |previous| written.growth(previous));
    if changed > 0 && !is_reasoned {
        return Err(Failure(format!(
            "{changed} findings are new to the baseline; say why they are left with --reason"
        )));
    }
    let salt = write_salt(added.as_ref())?;
    save(&now, &written)?;
    let blocking = now.findings.iter().filter(|finding| blocks_publishing(finding)).map(line).collect();
    Ok(BaselineEdit { path: now.path, entries, changed, blocking, salt })
}

/// Removes the findings that are fixed from the baseline; nothing is ever added.
///
/// # Errors
/// There is no baseline, or a file cannot be read or written.
pub fn prune_baseline(session: &Session<'_>, options: &BaselineOptions) -> Result<BaselineEdit, Failure> {
    let now = compare(session, options)?;
    let Some(previous) = &now.previous else {
        return Err(Failure(format!("there is no baseline at {}", now.path.display())));
    };
    let written = previous.pruned(&now.findings, &now.missing_roots, now.settings.salt.as_ref());
    let entries = written.entries().len();
    let changed = previous.entries().len() - entries;
    if changed > 0 {
        save(&now, &written)?;
    }
    Ok(BaselineEdit { path: now.path, entries, changed, blocking: Vec::new(), salt: AddedSalt::No })
}

/// The site's findings, and the baseline as it is.
struct Comparison {
    folder: PathBuf,
    settings: Settings,
    /// The baseline.
    path: PathBuf,
    /// The bytes of the baseline; `None` if there is none.
    before: Option<Vec<u8>>,
    findings: Vec<SettledFinding>,
    previous: Option<Baseline>,
    /// The private roots that are not in this copy of the site.
    missing_roots: Vec<String>,
}

fn compare(session: &Session<'_>, options: &BaselineOptions) -> Result<Comparison, Failure> {
    let site = prepare(session, &options.scope)?;
    let path = site.folder.join(&options.file);
    // Read before the baseline is understood: a change in between is found when it is written.
    let before = if path.exists() { Some(read_file(&path, LIMIT)?) } else { None };
    let selection = Selection::default();
    let committed = git::tracked_files(&site.folder);
    let unpublished = credentials_beside(site.files.as_ref(), &site.loaded, &committed, &selection)?;
    let request = CheckRequest { unpublished: &unpublished, ..site.check_request(&selection) };
    let findings = pipeline::check(&site.loaded, &request);
    let previous =
        BaselineFile { files: site.files.as_ref(), file: &options.file }.read()?.map(|(_, baseline)| baseline);
    let (missing_roots, settings) = (site.loaded.missing_private_roots, site.loaded.settings);
    Ok(Comparison { folder: site.folder, settings, path, before, findings, previous, missing_roots })
}

fn line(finding: &SettledFinding) -> String {
    let place = &finding.place;
    format!("{}:{}:{} {}", place.path, place.start.line, place.start.column, finding.rule.id)
}

fn save(now: &Comparison, baseline: &Baseline) -> Result<(), Failure> {
    let expected = now.before.as_deref().map_or(Expected::Nothing, Expected::Content);
    write(&now.path, baseline.to_json()?.as_bytes(), expected)?;
    Ok(())
}
