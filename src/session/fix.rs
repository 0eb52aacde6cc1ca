//! `check --fix` and `--diff`: the fixes that are certain, made until none is left.
//!
//! Everything is made in memory first: after each round the changed files are read again and the site is checked again,
//! so that a second run finds nothing to do. A fix after which its file reads worse is not made.

use super::check_plan::CheckPlan;
use super::checked::Checked;
use super::due::for_terminal;
use super::failure::Failure;
use super::overwrite::overwrite;
use super::prepare::PreparedSite;
use crate::config::Settings;
use crate::entry::{Context, EntryFile, read_entries};
use crate::finding::Fix;
use crate::inputs::{Inputs, read_inputs};
use crate::report::unified;
use crate::secrets::mask;
use crate::settled::SettledFinding;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most rounds; each finding's fix needs one, and fixes in one place wait for each other.
const ROUNDS: usize = 50;

/// A site after every certain fix.
pub struct FixedSite {
    /// The site as it reads now, with the findings that are left.
    pub checked: Checked,
    /// The number of fixes.
    pub count: usize,
    /// Each changed file as it was and as it is.
    pub(super) files: BTreeMap<String, (Arc<SourceFile>, Arc<SourceFile>)>,
}

impl FixedSite {
    /// Writes the changed files.
    ///
    /// # Errors
    /// A file changed since it was read, or cannot be written.
    pub fn write(&self) -> Result<(), Failure> {
        let site = &self.checked.site;
        let edits: Vec<_> = self.files.values().map(|(before, after)| (before.as_ref(), after.as_ref())).collect();
        overwrite(&site.folder, &edits, site.loaded.settings.limits.file)
    }

    /// Returns the paths of the changed files, sorted, credentials hidden.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().map(|path| for_terminal(path)).collect()
    }

    /// Returns the change as a unified diff, credentials hidden.
    pub fn diff(&self) -> String {
        let masked = |(path, (before, after)): (&String, &(Arc<SourceFile>, Arc<SourceFile>))| {
            unified(&mask(path), &mask(before.text()), &mask(after.text()))
        };
        let diffs = self.files.iter().map(masked);
        diffs.collect()
    }
}

/// Makes every certain fix of the findings of `plan`, in memory.
pub(super) fn fix_all(site: PreparedSite, plan: &CheckPlan<'_>) -> Result<FixedSite, Failure> {
    let mut files = BTreeMap::<String, (Arc<SourceFile>, Arc<SourceFile>)>::new();
    let mut count = 0;
    let mut checked = plan.check(site)?;
    for _ in 0..ROUNDS {
        let mut changed = Vec::new();
        for (path, offered) in by_file(&checked.findings) {
            let Some(before) = checked.site.loaded.sources.iter().find(|source| source.path() == path) else {
                continue;
            };
            let (after, made) = fix_file(before, &offered, &checked.site.loaded.settings);
            if made > 0 {
                count += made;
                changed.push((Arc::clone(before), after));
            }
        }
        if changed.is_empty() {
            break;
        }
        for (before, after) in changed {
            let (_, latest) = files.entry(before.path().to_owned()).or_insert((before, Arc::clone(&after)));
            *latest = after;
        }
        let inputs = with(read_inputs(&checked.site.folder)?, &files);
        checked = plan.check(checked.site.with_inputs(plan.session, inputs))?;
    }
    Ok(FixedSite { checked, count, files })
}

fn by_file(findings: &[SettledFinding]) -> BTreeMap<&str, Vec<&Fix>> {
    let mut by_file = BTreeMap::<&str, Vec<&Fix>>::new();
    for finding in findings {
        if let Some(fix) = finding.fix() {
            by_file.entry(finding.source_path()).or_default().push(fix);
        }
    }
    by_file
}

/// Makes the fixes of one file from its end to its beginning; of those that overlap, the last.
fn fix_file(file: &Arc<SourceFile>, offered: &[&Fix], settings: &Settings) -> (Arc<SourceFile>, usize) {
    let mut offered = offered.to_vec();
    offered.sort_by_key(|fix| std::cmp::Reverse((fix.span, &fix.text)));
    offered.dedup();
    let (mut now, mut made, mut reached) = (Arc::clone(file), 0, u32::MAX);
    let Some(mut read) = read(&now, settings) else { return (now, 0) };
    for fix in offered {
        let Some(text) = fix.apply(now.text()).filter(|text| fix.span.end <= reached && text != now.text()) else {
            continue;
        };
        let after = SourceFile::new(file.path(), text);
        let Some(after_read) = self::read(&after, settings) else { continue };
        if is_worse(&read, &after_read) {
            continue;
        }
        (now, read, made, reached) = (after, after_read, made + 1, fix.span.start);
    }
    (now, made)
}

/// Returns whether a file has more faults of shape than before, or other entries.
fn is_worse(before: &EntryFile, after: &EntryFile) -> bool {
    let ids = |file: &EntryFile| file.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    after.findings.len() > before.findings.len() || ids(before) != ids(after)
}

/// Reads a content file; nothing for files of another sort, which are never fixed.
fn read(file: &Arc<SourceFile>, settings: &Settings) -> Option<EntryFile> {
    let is_markdown = [".md", ".markdown"].iter().any(|end| file.path().to_ascii_lowercase().ends_with(end));
    let holds = |path: &str| file.path().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    let roots = settings.roots.iter().filter(|root| is_markdown && holds(&root.path.value));
    let root = roots.max_by_key(|root| root.path.value.len())?;
    Some(read_entries(file, Context { settings, root }))
}

/// Puts the changed files in the place of those that were read.
fn with(mut inputs: Inputs, files: &BTreeMap<String, (Arc<SourceFile>, Arc<SourceFile>)>) -> Inputs {
    for source in &mut inputs.sources {
        if let Some((_, after)) = files.get(source.path()) {
            *source = Arc::clone(after);
        }
    }
    for file in &mut inputs.files {
        let after = files.get(file.file.path()).and_then(|(_, after)| read(after, &inputs.settings));
        if let Some(after) = after {
            *file = after;
        }
    }
    inputs
}
