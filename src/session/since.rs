//! The same check of an earlier commit, for `check --since`.
//!
//! The commit's files are read from Git's object store as any site is read from disk; nothing is written.

use super::baseline::BaselineFile;
use super::check_options::{CacheUse, CheckOptions, SinceOptions};
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::{Opportunities, read_from};
use super::pipeline::{self, CheckRequest, load};
use super::prepare::PreparedSite;
use super::since_cache::SinceCache;
use crate::config::{OpportunitySource, Settings};
use crate::git;
use crate::inputs::{CommittedFiles, Files, read_site, read_site_with};
use crate::opportunity::Snapshot;
use crate::rules::{Before, Selection};
use crate::settled::SettledFinding;
use std::collections::BTreeMap;

/// Returns what is known of the findings of the commit that `since` names, for the day of `site`; read from the cache,
/// or computed.
///
/// # Errors
/// Git knows no such commit, or cannot read its files.
pub(super) fn before(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &CheckOptions,
    since: &SinceOptions,
    selection: &Selection,
) -> Result<Before, Failure> {
    let commit = git::commit(&site.folder, &since.revision).map_err(|fault| Failure(format!("--since: {fault}")))?;
    let cache = if since.cache == CacheUse::Ignored { None } else { SinceCache::of(&site.folder) };
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
    let tree = git::tree(&site.folder, commit)?;
    let scope = (&options.scope.audience, &site.scope.audience, &site.scope.customer);
    let snapshot = site.loaded.snapshot.as_ref().map(Snapshot::to_json).transpose().ok()?;
    let asked = (site.today, scope, &options.rules, &options.baseline);
    // The strict profile depends on days of the history, and whether that is cut off.
    let history = (commit, git::head(&site.folder).is_some_and(|head| head.is_shallow));
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
    let files = CommittedFiles::new(&site.folder, git::list_commit(&site.folder, commit)?);
    let inputs = match read_site(&files) {
        // A change may repair the settings: the commit is then read with the present ones.
        Err(error) if error.is_of_settings() => read_site_with(&files, site.loaded.settings.clone())?,
        inputs => inputs?,
    };
    // An audience that did not exist then is compared with what the site would have shown.
    let scope = options.scope.resolve(&inputs.settings).unwrap_or_else(|_| site.scope.clone());
    let Opportunities { snapshot, findings } = opportunities(session, site, &files, &inputs.settings)?;
    let edited = if inputs.settings.site.strict { git::last_changes(&site.folder, commit) } else { BTreeMap::new() };
    let loaded = load(inputs, snapshot, findings);
    let request = CheckRequest { today: site.today, scope: &scope, selection, edited: &edited };
    let baseline = BaselineFile { files: &files, file: &options.baseline };
    baseline.without_known(pipeline::check(&loaded, &request), site.today, &options.rules)
}

/// Returns the opportunities as the commit has them; if it has none, the present ones, which no change brought.
fn opportunities(
    session: &Session<'_>,
    site: &PreparedSite,
    files: &dyn Files,
    settings: &Settings,
) -> Result<Opportunities, Failure> {
    let own = &settings.opportunities;
    if own.source == OpportunitySource::File && files.contains(&own.file.value) {
        return read_from(files, settings, session.notes);
    }
    Ok(Opportunities { snapshot: site.loaded.snapshot.clone(), findings: Vec::new() })
}
