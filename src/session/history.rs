//! `check --history`: the credentials in every file that a range of commits added, also where they are gone by now.

use super::prepare::{Run, prepare};
use super::{baseline, check};
use crate::cli::arguments::CheckArguments;
use crate::cli::{Failure, Outcome, console};
use crate::entry::{Context, read_entries};
use crate::finding::{Family, Finding};
use crate::git;
use crate::library::{Library, Lists};
use crate::rules::{Selection, apply_settings, secrets};
use crate::settled::SettledFinding;
use crate::source::SourceFile;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The largest file that is looked into, in bytes.
const LIMIT: u64 = 8 << 20;
/// So many letters of a commit's name tell it from others.
const NAME: usize = 12;

pub(crate) fn run(site: Option<&PathBuf>, arguments: &CheckArguments, range: &str) -> Result<Outcome, Failure> {
    let run = prepare(site, &arguments.scope)?;
    let selection = Selection::of(&arguments.rules).map_err(Failure)?;
    let known = baseline::Known { files: run.files.as_ref(), file: &arguments.baseline };
    known.is_there()?;
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    let read = git::added_in(&run.repository, range, LIMIT, |added| {
        for finding in secrets_in(&added, &run, &selection) {
            // A credential that many commits carry along is reported where it came in.
            let key = (finding.source_path().to_owned(), finding.rule.id, finding.subject().to_owned());
            if seen.insert(key) {
                findings.push(finding);
            }
        }
    });
    let read = read.map_err(|fault| Failure(format!("--history: {fault}")))?;
    findings.sort_by(SettledFinding::order);
    let mut findings = known.taken_out(findings, (run.today, &arguments.rules))?;
    // Of the baseline's other faults this look knows nothing.
    findings.retain(|finding| finding.rule.family == Family::Secrets);
    if git::head(&run.repository).is_some_and(|head| head.is_shallow) {
        console::note(
            "note: this clone is shallow; commits beyond its end were not looked at (`git fetch --unshallow`)",
        );
    }
    if read.too_large > 0 {
        console::note(&format!("note: {} files of more than {LIMIT} bytes were not looked into", read.too_large));
    }
    console::note(&format!("looked into {} files of {} commits", read.files, read.commits));
    let is_read = check::report(&run, &findings, arguments)?;
    Ok(if is_read { check::outcome(&findings, arguments.max_warnings) } else { Outcome::Unread })
}

/// Finds the credentials in one file of a commit, without those that it allows in place.
fn secrets_in(added: &git::Added, run: &Run, selection: &Selection) -> Vec<SettledFinding> {
    if added.bytes.contains(&0) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&added.bytes);
    let file = SourceFile::new(&added.path, text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned());
    let commit = added.commit.get(..NAME).unwrap_or(&added.commit);
    let found = secrets::check_file(&file).into_iter().chain(secrets::check_path(&file));
    let found: Vec<Finding> = found.map(|finding| finding.in_commit(commit)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let settings = &run.loaded.settings;
    let is_below = |path: &str| file.path().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let root = settings.roots.iter().find(|root| is_below(&root.path.value));
    let is_markdown = [".md", ".markdown"].iter().any(|end| file.path().ends_with(end));
    let files = root.filter(|_| is_markdown).map(|root| read_entries(&Arc::clone(&file), Context { settings, root }));
    let (library, _) = Library::new(files.into_iter().collect(), Lists::default());
    let mut kept = apply_settings(found, settings, &library, run.today, selection);
    kept.retain(|finding| finding.rule.family == Family::Secrets);
    kept
}
