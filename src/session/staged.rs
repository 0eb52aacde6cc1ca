//! `check --staged`: the site as the next commit would have it.
//!
//! The index is read from Git's object store as any site is read from disk; nothing is written. Roots that Git does not
//! hold are read from disk.

use super::check_options::{CacheUse, CheckOptions};
use super::check_plan::Reported;
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::read_from;
use super::prepare::{PreparedSite, ReadSite, SiteReader, prepare_inputs};
use super::unversioned_roots::unversioned_roots;
use crate::config::OpportunitySource;
use crate::git;
use crate::inputs::{CommittedFiles, Files, VersionedFiles, read_site_settings};
use crate::rules::Selection;
use crate::secrets::set_own_patterns;

/// A site as it is staged.
pub(super) struct StagedSite {
    /// The site.
    pub(super) site: PreparedSite,
    /// The files that are reported on; `None` if no file of the site is staged.
    pub(super) reported: Option<Reported>,
}

/// Reads the site as it is staged.
pub(super) fn prepare_staged(session: &Session<'_>, options: &CheckOptions) -> Result<StagedSite, Failure> {
    let index = git::list_index(session.folder).map_err(|fault| Failure(format!("--staged: {fault}")))?;
    let disk = session.files();
    let staged = CommittedFiles::new(session.folder, index.files);
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(&staged)?;
    set_own_patterns(&settings.credential_patterns);
    let roots = unversioned_roots(session.folder, &settings.roots, &staged)?;
    let files = VersionedFiles::new(staged, disk.clone(), roots);
    let selection = Selection::of(&options.rules).map_err(Failure)?;
    let mut reader = match options.cache {
        CacheUse::Ignored => SiteReader::new(&selection),
        CacheUse::ReadWrite => SiteReader::recalling(session, &selection),
    };
    let inputs = reader.site.read(&files)?.inputs;
    let own = &inputs.settings.opportunities;
    let is_staged = own.source == OpportunitySource::File && files.contains(&own.file.value);
    let source: &dyn Files = if is_staged { &files } else { &disk };
    let opportunities = read_from(session, source, &inputs.settings)?;
    let paths = reported(session, options, &index.changed);
    let read = ReadSite { files: Box::new(files), inputs, opportunities };
    let site = prepare_inputs(session, &options.scope, read, &mut reader.attachments)?;
    if paths.is_some() {
        site.require_content()?;
    }
    Ok(StagedSite { site, reported: paths.map(|paths| Reported { paths, committed: index.changed }) })
}

/// Returns the staged files among the requested ones. With `--since` the comparison says what the change did, wherever it
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
