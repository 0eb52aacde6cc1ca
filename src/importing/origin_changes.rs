//! An import compared with what an earlier one brought from the same place.

use super::import::Import;
use super::origin_change::{AtOrigin, Here, OriginChange, OriginReport};
use super::record::{Origin, RecordedDocument, fingerprint};
use std::collections::{BTreeMap, BTreeSet};

/// How many changed lines are listed for each document.
const MOST_LINES: usize = 40;

/// Whether files of documents that changed at the origin are written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateMode {
    /// They are only reported.
    Report,
    /// They are written again where they were not edited.
    Write,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path below the target folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is there now; `None` if nothing may be there.
    pub replaces: Option<Vec<u8>>,
}

/// What an import writes, and what is recorded then.
#[derive(Debug, Default)]
pub struct OriginPlan {
    /// The files to write.
    pub files: Vec<PlannedFile>,
    /// What is recorded for the origin.
    pub origin: Origin,
    /// What happened since the earlier import.
    pub report: OriginReport,
}

/// Compares `import` with what was recorded; `present` reads a file below the target folder.
pub fn plan(
    import: &Import,
    recorded: &Origin,
    mode: UpdateMode,
    present: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> OriginPlan {
    let bytes: BTreeMap<&str, &[u8]> =
        import.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let mut plan = OriginPlan { origin: recorded.clone(), ..OriginPlan::default() };
    let mut planned: BTreeSet<&str> = BTreeSet::new();
    for (source, files) in documents(import) {
        let files: Vec<(&str, &[u8])> = files.into_iter().filter_map(|path| Some((path, *bytes.get(path)?))).collect();
        planned.extend(files.iter().map(|(path, _)| *path));
        let Some(print) = import.fingerprints.get(source) else {
            // What has no fingerprint is not compared.
            plan.files.extend(files.into_iter().map(|(path, bytes)| new_file(path, bytes)));
            continue;
        };
        match recorded.documents.get(source) {
            None => {
                plan.report.changes.push(change(source, AtOrigin::New, Here::AsImported));
                if let Some(last) = plan.report.changes.last_mut() {
                    last.is_written = true;
                }
                record(&mut plan.origin, source, print, import.kinds.get(source), &files);
                plan.files.extend(files.into_iter().map(|(path, bytes)| new_file(path, bytes)));
            }
            Some(before) if before.source == *print => plan.report.unchanged += 1,
            Some(before) => compare(&mut plan, Compared { source, print, before, files }, mode, present),
        }
    }
    // A file that no document explains, such as a picture without a row, is new.
    let others = import.files.iter().filter(|file| !planned.contains(file.path.as_str()));
    plan.files.extend(others.map(|file| new_file(&file.path, &file.bytes)));
    for (source, before) in &recorded.documents {
        if !import.fingerprints.contains_key(source) {
            plan.report.changes.push(change(source, AtOrigin::Gone, here(before, present)));
        }
    }
    plan.report.written = plan.files.len();
    plan.report.changes.sort_by(|one, other| (one.at_origin, &one.source).cmp(&(other.at_origin, &other.source)));
    plan
}

/// A document that changed at the origin.
struct Compared<'a> {
    source: &'a str,
    print: &'a str,
    before: &'a RecordedDocument,
    files: Vec<(&'a str, &'a [u8])>,
}

fn compare(plan: &mut OriginPlan, document: Compared<'_>, mode: UpdateMode, present: &dyn Fn(&str) -> Option<Vec<u8>>) {
    let Compared { source, print, before, files } = document;
    let mut found = change(source, AtOrigin::Changed, here(before, present));
    for (path, bytes) in &files {
        let (Some(old), Ok(new)) = (present(path), std::str::from_utf8(bytes)) else { continue };
        if let Ok(old) = std::str::from_utf8(&old) {
            found.lines.extend(changed_lines(old, new));
        }
    }
    found.lines.truncate(MOST_LINES);
    let is_free = files.iter().all(|(path, _)| before.files.contains_key(*path) || present(path).is_none());
    if mode == UpdateMode::Write && found.here == Here::AsImported && is_free {
        found.is_written = true;
        for (path, bytes) in &files {
            let replaces = present(path);
            if replaces.as_deref() != Some(*bytes) {
                plan.files.push(PlannedFile { path: (*path).to_owned(), bytes: bytes.to_vec(), replaces });
            }
        }
        record(&mut plan.origin, source, print, before.kind.as_ref(), &files);
    }
    plan.report.changes.push(found);
}

fn change(source: &str, at_origin: AtOrigin, here: Here) -> OriginChange {
    OriginChange { source: source.to_owned(), at_origin, here, is_written: false, lines: Vec::new() }
}

fn new_file(path: &str, bytes: &[u8]) -> PlannedFile {
    PlannedFile { path: path.to_owned(), bytes: bytes.to_vec(), replaces: None }
}

fn record(origin: &mut Origin, source: &str, print: &str, kind: Option<&String>, files: &[(&str, &[u8])]) {
    let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), fingerprint(bytes))).collect();
    let document = RecordedDocument { source: print.to_owned(), kind: kind.cloned(), files };
    origin.documents.insert(source.to_owned(), document);
}

/// Returns what happened to the files that a document became.
fn here(before: &RecordedDocument, present: &dyn Fn(&str) -> Option<Vec<u8>>) -> Here {
    let mut here = Here::AsImported;
    for (path, written) in &before.files {
        match present(path) {
            None => return Here::Removed,
            Some(bytes) if fingerprint(&bytes) != *written => here = Here::Edited,
            Some(_) => {}
        }
    }
    here
}

/// Returns the documents of an import with the files that each became.
fn documents(import: &Import) -> BTreeMap<&str, Vec<&str>> {
    let mut documents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &import.rows {
        if let Some(target) = &row.target {
            documents.entry(&row.source).or_default().push(target);
        }
    }
    documents
}

/// Returns the lines that are only in one of two texts, in their order.
fn changed_lines(old: &str, new: &str) -> Vec<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for line in old.lines() {
        *counts.entry(line).or_default() += 1;
    }
    for line in new.lines() {
        *counts.entry(line).or_default() -= 1;
    }
    let mut lines = Vec::new();
    for (text, sign, mark) in [(old, 1, '-'), (new, -1, '+')] {
        let mut left = counts.clone();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(count) = left.get_mut(line).filter(|count| **count * sign > 0) {
                *count -= sign;
                lines.push(format!("{mark} {line}"));
            }
        }
    }
    lines
}
