//! What the settings say about folders and files that the site does not have.

use super::files::{Files, HiddenFiles};
use super::site::Inputs;
use crate::config::{Defaults, Settings, UNKNOWN_READERS};
use crate::finding::{Finding, Place};
use crate::kinds::Kind;
use crate::source::Spanned;
use crate::values::{UNUSED_SETTING, nearest};
use globset::{Glob, GlobMatcher};
use std::collections::BTreeSet;

/// Reports defaults of folders without content and groups of severities whose paths match no file. Without a private
/// root nothing is known about the folders that it has.
///
/// `files` are those of the site's folder: a pattern may also be about a file of which no page is made.
pub(super) fn unused_settings(files: &dyn Files, inputs: &Inputs) -> Vec<Finding> {
    if !inputs.missing_private_roots.is_empty() {
        return Vec::new();
    }
    let mut findings = unused_defaults(inputs);
    findings.extend(unused_severities(files, inputs));
    findings
}

/// A default that decides about readers and names a folder that may be a slip for another one holds every build.
fn unused_defaults(inputs: &Inputs) -> Vec<Finding> {
    let folders = folders(inputs);
    let unused = inputs.settings.defaults.iter().filter(|(folder, _)| !folders.contains(folder.as_str()));
    let is_expected = |folder: &str| Kind::all().any(|kind| kind.facts().folder == folder);
    let report = |(folder, defaults): (&String, &Defaults)| {
        let meant = nearest(folder, folders.iter().copied());
        // The folder of a kind may have no entry yet.
        if meant.is_none() && is_expected(folder) {
            return None;
        }
        let hint = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        let message = format!("no entry is in the folder `{folder}` of these defaults{hint}");
        let rule = if defaults.audience.is_some() && meant.is_some() { &UNKNOWN_READERS } else { &UNUSED_SETTING };
        let place = Place::new(&inputs.settings.file, defaults.span);
        let finding = Finding::new(rule, place, message).subject(format!("defaults.{folder}"));
        Some(match meant {
            Some(meant) => finding.help(format!("Write `{meant}`, or remove the defaults.")),
            None => finding.help(UNUSED_SETTING.help),
        })
    };
    unused.filter_map(report).collect()
}

/// Returns every folder that has content, from its root.
fn folders(inputs: &Inputs) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for file in &inputs.files {
        let mut path = file.id.as_str();
        while let Some((folder, _)) = path.rsplit_once('/') {
            folders.insert(folder);
            path = folder;
        }
    }
    folders
}

fn unused_severities(files: &dyn Files, inputs: &Inputs) -> Vec<Finding> {
    let Settings { file, rules, .. } = &inputs.settings;
    let paths: Vec<&str> = inputs.sources.iter().map(|source| source.path()).collect();
    let paths = || paths.iter().copied().chain(inputs.files.iter().map(|file| file.file.path()));
    let mut findings = Vec::new();
    for (patterns, _) in &rules.by_path {
        // A pattern that cannot be read is reported where the severities are prepared.
        let Some(globs) = matchers(patterns) else { continue };
        let is_used = paths()
            .chain(inputs.assets.keys().map(String::as_str))
            .any(|path| globs.iter().any(|glob| glob.is_match(path)));
        let is_used = is_used || patterns.iter().any(|pattern| is_beside(files, &pattern.value, &globs));
        if let Some(first) = patterns.first().filter(|_| !is_used) {
            let place = Place::new(file, first.span);
            let message = "no file matches the paths of these severities".to_owned();
            findings.push(Finding::new(&UNUSED_SETTING, place, message).subject("rules.for.paths"));
        }
    }
    findings
}

/// Returns for each group of severities whether one of its patterns is about a file beside those of the site.
pub(super) fn groups_beside(files: &dyn Files, settings: &Settings) -> Vec<bool> {
    let is_used = |patterns: &[Spanned<String>]| {
        let globs = matchers(patterns)?;
        Some(patterns.iter().any(|pattern| is_beside(files, &pattern.value, &globs)))
    };
    settings.rules.by_path.iter().map(|(patterns, _)| is_used(patterns).unwrap_or_default()).collect()
}

/// Returns what matches paths as `patterns` do; `None` if one cannot be read.
fn matchers(patterns: &[Spanned<String>]) -> Option<Vec<GlobMatcher>> {
    patterns.iter().map(|pattern| Glob::new(&pattern.value).ok().map(|glob| glob.compile_matcher())).collect()
}

/// Returns whether a file below the folder with which `pattern` begins is one of those that `globs` match.
fn is_beside(files: &dyn Files, pattern: &str, globs: &[GlobMatcher]) -> bool {
    let literal = pattern.split('/').take_while(|part| !part.contains(['*', '?', '[', '{']));
    let folder = literal.collect::<Vec<_>>().join("/");
    if folder.is_empty() {
        return false;
    }
    let is_matched = |path: &str| globs.iter().any(|glob| glob.is_match(path));
    let listed = || files.list(&folder, HiddenFiles::Listed).unwrap_or_default().files;
    (files.contains(&folder) && is_matched(&folder)) || listed().iter().any(|path| is_matched(path))
}
