//! `check --staged`: the site as the next commit would have it.
//!
//! The index is laid out in a folder of its own. What Git does not keep, such as a private root that is ignored, is
//! taken from where it stands.

use super::opportunities;
use super::prepare::{self, Run};
use super::since::{READ, lay_out};
use crate::cli::arguments::CheckArguments;
use crate::cli::{Failure, console, day, folder, paths};
use crate::config::{OpportunitySource, Settings};
use crate::git::{self, PastFile};
use crate::inputs::{read_file, read_inputs};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What is judged.
pub(crate) struct Prepared {
    /// The site as it is staged.
    pub(crate) run: Run,
    /// The files that are reported on; nothing where none is.
    pub(crate) paths: Option<Vec<String>>,
    /// The folder in which the index is laid out, as long as this lives.
    pub(crate) laid_out: tempfile::TempDir,
}

/// Lays the index out and reads it.
pub(crate) fn prepare(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Prepared, Failure> {
    let real = folder::site_folder(site)?;
    let today = day::today(arguments.scope.today)?;
    let is_read = |path: &str| READ.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let staged = git::staged(&real, is_read).map_err(|fault| Failure(format!("--staged: {fault}")))?;
    let laid_out = tempfile::tempdir()?;
    lay_out(laid_out.path(), &staged.files)?;
    let first = read_inputs(laid_out.path())?;
    let unkept = unkept(&real, &first.settings, &staged.files)?;
    lay_out(laid_out.path(), &unkept)?;
    let inputs = if unkept.is_empty() { first } else { read_inputs(laid_out.path())? };
    let own = &inputs.settings.opportunities;
    let is_staged = own.source == OpportunitySource::File && laid_out.path().join(&own.file.value).is_file();
    let source = if is_staged { laid_out.path() } else { real.as_path() };
    let opportunities = opportunities::read_offline(source, &inputs.settings)?;
    let paths = reported(&real, arguments, &staged.changed)?;
    let folders = (laid_out.path().to_owned(), real);
    let run = prepare::of_inputs(folders, today, &arguments.scope, (inputs, opportunities))?;
    Ok(Prepared { run, paths, laid_out })
}

/// Returns the staged files among those asked for. With `--since` the comparison says what the change did, wherever it
/// shows.
fn reported(real: &Path, arguments: &CheckArguments, changed: &[String]) -> Result<Option<Vec<String>>, Failure> {
    let asked = paths::asked(real, &arguments.paths)?;
    if arguments.since.is_some() {
        return Ok(Some(asked));
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
        console::note("note: no file of the site is staged");
        return Ok(None);
    }
    Ok(Some(staged))
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
