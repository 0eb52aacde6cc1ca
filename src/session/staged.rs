//! `check --staged`: the site as the next commit would have it.
//!
//! The index is laid out in a folder of its own. What Git does not keep, such as a private root that is ignored, is
//! taken from where it stands.

use super::check_options::CheckOptions;
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::read_offline;
use super::prepare::{PreparedSite, SiteFolders, prepare_inputs};
use super::since::{READ, lay_out};
use crate::config::{OpportunitySource, Settings};
use crate::git::{self, PastFile};
use crate::inputs::{read_file, read_inputs};
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// A site as it is staged.
pub(super) struct StagedSite {
    /// The site.
    pub(super) site: PreparedSite,
    /// The files that are reported on; `None` if no file of the site is staged.
    pub(super) paths: Option<Vec<String>>,
    /// The folder in which the index is laid out, as long as this lives.
    pub(super) laid_out: tempfile::TempDir,
}

/// Lays the index out and reads it.
pub(super) fn prepare_staged(session: &Session<'_>, options: &CheckOptions) -> Result<StagedSite, Failure> {
    let real = session.folder;
    let is_read = |path: &str| READ.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let staged = git::staged(real, is_read).map_err(|fault| Failure(format!("--staged: {fault}")))?;
    let laid_out = tempfile::tempdir()?;
    lay_out(laid_out.path(), &staged.files)?;
    let first = read_inputs(laid_out.path())?;
    let unkept = unkept(real, &first.settings, &staged.files)?;
    lay_out(laid_out.path(), &unkept)?;
    let inputs = if unkept.is_empty() { first } else { read_inputs(laid_out.path())? };
    let own = &inputs.settings.opportunities;
    let is_staged = own.source == OpportunitySource::File && laid_out.path().join(&own.file.value).is_file();
    let source = if is_staged { laid_out.path() } else { real };
    let opportunities = read_offline(source, &inputs.settings, session.notes)?;
    let paths = reported(session, options, &staged.changed);
    let folders = SiteFolders { read: laid_out.path().to_owned(), repository: real.to_owned() };
    let site = prepare_inputs(session, folders, &options.scope, inputs, opportunities)?;
    Ok(StagedSite { site, paths, laid_out })
}

/// Returns the staged files among those asked for. With `--since` the comparison says what the change did, wherever it
/// shows.
fn reported(session: &Session<'_>, options: &CheckOptions, changed: &[String]) -> Option<Vec<String>> {
    let asked = &options.paths;
    if options.since.is_some() {
        return Some(asked.clone());
    }
    let is_in = |path: &&String| {
        let is_below = |asked: &String| {
            asked.is_empty()
                || *path == asked
                || path.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        asked.is_empty() || asked.iter().any(is_below)
    };
    let staged: Vec<String> = changed.iter().filter(is_in).cloned().collect();
    if staged.is_empty() {
        session.notes.note("note: no file of the site is staged");
        return None;
    }
    Some(staged)
}

/// Reads the private roots of which Git keeps nothing.
fn unkept(real: &Path, settings: &Settings, files: &[PastFile]) -> Result<Vec<PastFile>, Failure> {
    let mut unkept = Vec::new();
    let kept: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for root in settings.roots.iter().filter(|root| root.private) {
        let below = format!("{}/", root.path.value);
        if kept.range(below.as_str()..).next().is_some_and(|path| path.starts_with(&below)) {
            continue;
        }
        for entry in WalkDir::new(real.join(&root.path.value)).follow_links(false).sort_by_file_name() {
            let Ok(entry) = entry else { continue };
            let path = entry.path().strip_prefix(real).ok().and_then(Path::to_str);
            let Some(path) = path.filter(|_| entry.file_type().is_file()) else { continue };
            let is_read = READ.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
            let bytes = if is_read { read_file(entry.path(), settings.limits.file)? } else { Vec::new() };
            unkept.push(PastFile { path: path.to_owned(), bytes });
        }
    }
    Ok(unkept)
}
