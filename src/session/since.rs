//! The same check of an earlier commit, for `check --since`.
//!
//! The commit's files are read from Git's object store as any site is read from disk; nothing is written.

use super::prepare::{Run, scope};
use super::since_cache::Memory;
use super::{baseline, opportunities};
use crate::cli::Failure;
use crate::cli::arguments::CheckArguments;
use crate::config::{OpportunitySource, Settings};
use crate::finding::Finding;
use crate::git;
use crate::inputs::{CommittedFiles, Files, read_site};
use crate::opportunity::Snapshot;
use crate::rules::{Before, Selection};
use crate::session::pipeline::{self, Judged, load};
use crate::settled::SettledFinding;
use std::collections::BTreeMap;
use std::time::SystemTime;

/// Returns what is known of the findings of the commit called `revision`, judged for the day of `run`; remembered from
/// an earlier run, or worked out.
///
/// # Errors
/// Git knows no such commit, or the Git does not hand over its files.
pub(crate) fn before(
    run: &Run,
    arguments: &CheckArguments,
    (revision, selection): (&str, &Selection),
) -> Result<Before, Failure> {
    let commit = git::commit(&run.repository, revision).map_err(|fault| Failure(format!("--since: {fault}")))?;
    let memory = if arguments.no_cache { None } else { Memory::of(&run.repository) };
    let key = memory.as_ref().and_then(|_| key(run, arguments, &commit));
    if let Some(before) = memory.as_ref().zip(key.as_ref()).and_then(|(memory, key)| memory.recall(key)) {
        return Ok(before);
    }
    let before = Before::of(&findings(run, arguments, (&commit, selection))?);
    if let Some((memory, key)) = memory.zip(key) {
        memory.keep(&key, &before);
    }
    Ok(before)
}

/// Names everything on which the findings of `commit` depend: its files, the day, what is asked for, the program, and
/// for want of its own the opportunities of now.
fn key(run: &Run, arguments: &CheckArguments, commit: &str) -> Option<String> {
    let tree = git::tree(&run.repository, commit)?;
    let scope = (&arguments.scope.audience, &run.scope.audience, &run.scope.customer);
    let snapshot = run.loaded.snapshot.as_ref().map(Snapshot::to_json).transpose().ok()?;
    let asked = (run.today, scope, &arguments.rules, &arguments.baseline);
    // The strict profile asks for days of the history, and whether that is cut off.
    let history = (commit, git::head(&run.repository).is_some_and(|head| head.is_shallow));
    let text = format!("{tree}\n{asked:?}\n{history:?}\n{snapshot:?}\n{:?}", program()?);
    Some(blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect())
}

/// Tells this program from others of its version, such as the one before the last build.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the program it is")]
fn program() -> Option<(&'static str, u64, SystemTime)> {
    let facts = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some((env!("CARGO_PKG_VERSION"), facts.len(), facts.modified().ok()?))
}

fn findings(
    run: &Run,
    arguments: &CheckArguments,
    (commit, selection): (&str, &Selection),
) -> Result<Vec<SettledFinding>, Failure> {
    let files = CommittedFiles::new(&run.repository, git::list_commit(&run.repository, commit)?);
    let inputs = read_site(&files)?;
    // An audience that did not exist then is compared with what the site would have shown.
    let scope = scope(&inputs.settings, &arguments.scope).unwrap_or_else(|_| run.scope.clone());
    let (snapshot, found) = snapshot(run, &files, &inputs.settings)?;
    let edited = if inputs.settings.site.strict { git::last_changes(&run.repository, commit) } else { BTreeMap::new() };
    let loaded = load(inputs, snapshot, found);
    let judged = Judged { today: run.today, scope: &scope, selection, edited: &edited };
    let known = baseline::Known { files: &files, file: &arguments.baseline };
    known.taken_out(pipeline::check(&loaded, &judged), (run.today, &arguments.rules))
}

/// Returns the opportunities of the commit; if it has none, the present ones, which no change brought.
fn snapshot(run: &Run, files: &dyn Files, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    let own = &settings.opportunities;
    if own.source == OpportunitySource::File && files.contains(&own.file.value) {
        return opportunities::read_from(files, settings);
    }
    Ok((run.loaded.snapshot.clone(), Vec::new()))
}
