//! `check --staged`: the site as the next commit would have it.
//!
//! The index is read from Git's object store as any site is read from disk; nothing is written. Private roots that Git
//! does not track are read from disk.

use super::opportunities;
use super::prepare::{self, Run};
use crate::cli::arguments::CheckArguments;
use crate::cli::{Failure, console, day, folder, paths};
use crate::config::OpportunitySource;
use crate::git;
use crate::inputs::{CommittedFiles, DiskFiles, Files, StagedFiles, read_site};
use std::path::{Path, PathBuf};

/// What is judged.
pub(crate) struct Prepared {
    /// The site as it is staged.
    pub(crate) run: Run,
    /// The files that are reported on; `None` if no file of the site is staged.
    pub(crate) paths: Option<Vec<String>>,
}

/// Reads the site as it is staged.
pub(crate) fn prepare(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Prepared, Failure> {
    let folder = folder::site_folder(site)?;
    let today = day::today(arguments.scope.today)?;
    let index = git::list_index(&folder).map_err(|fault| Failure(format!("--staged: {fault}")))?;
    let disk = DiskFiles::new(&folder);
    let files = StagedFiles::new(CommittedFiles::new(&folder, index.files), disk.clone())?;
    let inputs = read_site(&files)?;
    let own = &inputs.settings.opportunities;
    let is_staged = own.source == OpportunitySource::File && files.contains(&own.file.value);
    let source: &dyn Files = if is_staged { &files } else { &disk };
    let opportunities = opportunities::read_from(source, &inputs.settings)?;
    let paths = reported(&folder, arguments, &index.changed)?;
    let folders = (folder.clone(), folder);
    let mut run = prepare::of_inputs(folders, today, &arguments.scope, (inputs, opportunities))?;
    run.files = Box::new(files);
    Ok(Prepared { run, paths })
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
