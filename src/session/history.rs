//! `check --history`: the credentials in every file that a range of commits added, also where they are gone by now.

use super::baseline::{BaselineContext, BaselineFile};
use super::check_options::CheckOptions;
use super::checked::Checked;
use super::environment::Session;
use super::failure::Failure;
use super::prepare::{PreparedSite, prepare};
use crate::entry::{Context, read_entries};
use crate::finding::{Family, Finding};
use crate::git;
use crate::library::{Library, Lists};
use crate::report::Extent;
use crate::rules::baseline::GoneEntries;
use crate::rules::{Selection, SettingsUse, apply_settings, secrets};
use crate::settled::{PublishVerdict, SettledFinding};
use crate::source::SourceFile;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The largest file that is looked into, in bytes.
const LIMIT: u64 = 8 << 20;
/// The number of letters of a commit's name that identify it.
const NAME: usize = 12;

/// Finds the credentials in every file that the commits of `range` added.
///
/// # Errors
/// Git cannot list the range, or the site cannot be read.
pub fn check_history(session: &Session<'_>, options: &CheckOptions, range: &str) -> Result<Checked, Failure> {
    let site = prepare(session, &options.scope)?;
    let selection = Selection::of(&options.rules).map_err(Failure)?;
    let baseline = BaselineFile { files: site.files.as_ref(), file: &options.baseline };
    baseline.require()?;
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    let read = git::added_in(&site.folder, range, LIMIT, |added| {
        for finding in secrets_in(&added, &site, &selection) {
            // A credential that many commits carry along is reported where it came in.
            let key = (finding.source_path().to_owned(), finding.rule.id, finding.subject().to_owned());
            if seen.insert(key) {
                findings.push(finding);
            }
        }
    });
    let read = read.map_err(|fault| Failure(format!("--history: {fault}")))?;
    findings.sort_by(SettledFinding::order);
    let context = BaselineContext { rules: &options.rules, ..BaselineContext::of(&site, &GoneEntries::Uncertain) };
    let mut findings = baseline.without_known(findings, &context)?.reported;
    // Findings of other families that the baseline knows were not looked for.
    findings.retain(|finding| finding.rule.family == Family::Secrets);
    if git::head(&site.folder).is_some_and(|head| head.is_shallow) {
        session
            .notes
            .note("note: this clone is shallow; commits beyond its end were not looked at (`git fetch --unshallow`)");
    }
    if read.too_large > 0 {
        session.notes.note(&format!("note: {} files of more than {LIMIT} bytes were not looked into", read.too_large));
    }
    session.notes.note(&format!("looked into {} files of {} commits", read.files, read.commits));
    let publish = PublishVerdict::NotChecked;
    Ok(Checked { site, findings, publish, extent: Extent::Part, reported: None, claims_change: None })
}

/// Finds the credentials in one file of a commit, without those that it allows in place.
fn secrets_in(added: &git::Added, site: &PreparedSite, selection: &Selection) -> Vec<SettledFinding> {
    let is_markdown = [".md", ".markdown"].iter().any(|end| added.path.ends_with(end));
    let text = String::from_utf8_lossy(&added.bytes);
    let file = SourceFile::new(&added.path, text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned());
    let commit = added.commit.get(..NAME).unwrap_or(&added.commit);
    let found = if is_markdown && !added.bytes.contains(&0) {
        secrets::check_file(&file).into_iter().chain(secrets::check_path(&file)).collect()
    } else {
        secrets::check_bytes(&added.path, &added.bytes)
    };
    let found: Vec<Finding> = found.into_iter().map(|finding| finding.in_commit(commit)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let settings = &site.loaded.settings;
    let is_below = |path: &str| file.path().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let root = settings.roots.iter().find(|root| is_below(&root.path.value));
    let files = root.filter(|_| is_markdown).map(|root| read_entries(&Arc::clone(&file), Context { settings, root }));
    let (library, _) = Library::new(files.into_iter().collect(), Lists::default());
    let used =
        SettingsUse { settings, library: &library, past: &site.past, scope: &site.scope, today: site.today, selection };
    let mut kept = apply_settings(found, &used);
    kept.retain(|finding| finding.rule.family == Family::Secrets);
    kept
}
