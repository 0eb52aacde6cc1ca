//! The same check of an earlier commit, for `check --since`.
//!
//! The commit's files are laid out in a folder of their own and read as any site is. Files that only need to be there,
//! such as pictures, are laid out empty.

use super::baseline::BaselineFile;
use super::check_options::{CacheUse, CheckOptions, SinceOptions};
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::{Opportunities, read_offline};
use super::pipeline::{self, CheckRequest, load};
use super::prepare::PreparedSite;
use super::since_cache::SinceCache;
use crate::config::{OpportunitySource, Settings};
use crate::git::{self, PastFile};
use crate::inputs::read_inputs;
use crate::opportunity::Snapshot;
use crate::rules::{Before, Selection};
use crate::settled::SettledFinding;
use std::collections::BTreeMap;
use std::path::Path;

/// The endings of files whose content a check reads.
pub(super) const READ: [&str; 6] = [".md", ".markdown", ".yaml", ".toml", ".json", ".csv"];

/// Returns what is known of the findings of the commit that `since` names, for the day of `site`; read from the cache,
/// or computed.
///
/// # Errors
/// Git knows no such commit, or the machine does not let its files be laid out and read.
pub(super) fn before(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &CheckOptions,
    since: &SinceOptions,
    selection: &Selection,
) -> Result<Before, Failure> {
    let commit =
        git::commit(&site.repository, &since.revision).map_err(|fault| Failure(format!("--since: {fault}")))?;
    let cache = if since.cache == CacheUse::Ignored { None } else { SinceCache::of(&site.repository) };
    let key = cache.as_ref().and_then(|_| key(session, site, options, &commit));
    if let Some(before) = cache.as_ref().zip(key.as_ref()).and_then(|(cache, key)| cache.recall(key)) {
        return Ok(before);
    }
    let before = Before::of(&findings(session, site, options, &commit, selection)?);
    if let Some((cache, key)) = cache.zip(key) {
        cache.keep(&key, &before);
    }
    Ok(before)
}

/// Names everything on which the findings of `commit` depend: its files, the day, the options, the program, and the
/// present opportunities if the commit has none of its own.
fn key(session: &Session<'_>, site: &PreparedSite, options: &CheckOptions, commit: &str) -> Option<String> {
    let tree = git::tree(&site.repository, commit)?;
    let scope = (&options.scope.audience, &site.scope.audience, &site.scope.customer);
    let snapshot = site.loaded.snapshot.as_ref().map(Snapshot::to_json).transpose().ok()?;
    let asked = (site.today, scope, &options.rules, &options.baseline);
    // The strict profile depends on days of the history, and whether that is cut off.
    let history = (commit, git::head(&site.repository).is_some_and(|head| head.is_shallow));
    let program = session.environment.program.as_ref()?;
    let text = format!("{tree}\n{asked:?}\n{history:?}\n{snapshot:?}\n{program:?}");
    Some(blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect())
}

fn findings(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &CheckOptions,
    commit: &str,
    selection: &Selection,
) -> Result<Vec<SettledFinding>, Failure> {
    let is_read = |path: &str| READ.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let files = git::files_at(&site.repository, commit, is_read)?;
    let folder = tempfile::tempdir()?;
    lay_out(folder.path(), &files)?;
    let inputs = read_inputs(folder.path())?;
    // An audience that did not exist then is compared with what the site would have shown.
    let scope = options.scope.resolve(&inputs.settings).unwrap_or_else(|_| site.scope.clone());
    let Opportunities { snapshot, findings } = opportunities(session, site, folder.path(), &inputs.settings)?;
    let edited =
        if inputs.settings.site.strict { git::last_changes(&site.repository, commit) } else { BTreeMap::new() };
    let loaded = load(inputs, snapshot, findings);
    let request = CheckRequest { today: site.today, scope: &scope, selection, edited: &edited };
    let baseline = BaselineFile { folder: folder.path(), file: &options.baseline };
    baseline.without_known(pipeline::check(&loaded, &request), site.today, &options.rules)
}

/// Returns the opportunities as the commit has them; if it has none, the present ones, which no change brought.
fn opportunities(
    session: &Session<'_>,
    site: &PreparedSite,
    folder: &Path,
    settings: &Settings,
) -> Result<Opportunities, Failure> {
    let own = &settings.opportunities;
    if own.source == OpportunitySource::File && folder.join(&own.file.value).is_file() {
        return read_offline(folder, settings, session.notes);
    }
    Ok(Opportunities { snapshot: site.loaded.snapshot.clone(), findings: Vec::new() })
}

/// Writes `files` below `folder`.
#[expect(clippy::disallowed_methods, reason = "a temporary folder is written for inputs to read")]
pub(super) fn lay_out(folder: &Path, files: &[PastFile]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.path);
        let fault = |cause| Failure(format!("cannot write {}: {cause}", path.display()));
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(fault)?;
        }
        std::fs::write(&path, &file.bytes).map_err(fault)?;
    }
    Ok(())
}
