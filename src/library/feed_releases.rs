//! Releases from feeds, joined with what the authors of competitors wrote.
//!
//! Which capabilities a release names follows from the lists of today, not from those of the day on which it was recorded: a
//! new synonym counts at once, a wrong one can be removed, and no file outside of a private root names its capabilities. Those
//! count for the competitors of that root alone: readers of others would see their names.

use super::lists::Lists;
use crate::entry::{Competitor, Entry, FeedRelease, KindFields, Release};
use crate::evidence::{UNREADABLE_RECORD, evidence_folder};
use crate::finding::{Finding, Place};
use crate::releases::{CapabilityNames, RecordedRelease, ReleaseFile, Releases, release_path};
use crate::source::{SourceFile, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Adds to each competitor of `entries` the releases that its feeds announced.
pub(super) fn add_feed_releases(entries: &mut [Arc<Entry>], lists: &Lists) {
    let mut names = BTreeMap::<String, CapabilityNames>::new();
    for entry in entries {
        let Some(file) = lists.releases.at(&release_path_of(entry)).filter(|file| file.competitor == entry.id) else {
            continue;
        };
        let root = if entry.is_private { folder_of(&entry.root) } else { "" };
        let names = names.entry(root.to_owned()).or_insert_with(|| capability_names(lists, root));
        add_releases(entry, file, names);
    }
}

/// Returns the names and synonyms of the capabilities of the site, and of those of the private root in `root`.
fn capability_names(lists: &Lists, root: &str) -> CapabilityNames {
    let own = lists.capabilities.iter().filter(|capability| {
        let folder = folder_of(&capability.folder);
        folder.is_empty() || folder == root
    });
    CapabilityNames::new(own.flat_map(|capability| {
        let names = std::iter::once(&capability.name).chain(&capability.synonyms);
        names.map(|name| (capability.id.value.as_str(), name.as_str()))
    }))
}

/// Returns the path of the file of releases of the competitor that `entry` is; a private root has its own files.
pub fn release_path_of(entry: &Entry) -> String {
    release_path(&evidence_folder(entry.is_private.then_some(&*entry.root)), &entry.id)
}

/// Returns a folder as it is written in different ways, in one of them.
fn folder_of(written: &str) -> &str {
    written.trim_start_matches("./").trim_end_matches('/')
}

/// Adds to a competitor the releases in `file`. Where the author wrote the same release, with its id or address, the author's
/// word counts: what it leaves out is filled in, and its capabilities are the author's.
fn add_releases(entry: &mut Arc<Entry>, file: &ReleaseFile, names: &CapabilityNames) {
    if !matches!(entry.kind_fields, KindFields::Competitor(_)) {
        return;
    }
    let KindFields::Competitor(own) = &mut Arc::make_mut(entry).kind_fields else { return };
    for release in file.by_day().into_iter().rev() {
        let Some(place) = file.place(&release.id) else { continue };
        if !fill(own, release) {
            let touched = names.touched(release);
            own.feed_releases.push(FeedRelease { release: release.clone(), place: place.clone(), touched });
        }
    }
}

/// Fills in what the author left out of a release with the id or address of `release`; returns whether there is one.
fn fill(own: &mut Competitor, release: &RecordedRelease) -> bool {
    let is_same = |written: &Release| {
        written.id.as_ref().is_some_and(|id| id.value == release.id)
            || written.url.as_ref().is_some_and(|url| Some(&url.value) == release.url.as_ref())
    };
    let mut is_written = false;
    for written in own.releases.iter_mut().filter(|written| is_same(written)) {
        is_written = true;
        let named_by = [written.id.as_ref(), written.url.as_ref()].into_iter().flatten().map(|name| name.span).next();
        let span = named_by.unwrap_or_default();
        written.date.get_or_insert_with(|| Spanned::new(release.date, span));
        written.title.get_or_insert_with(|| Spanned::new(release.title.clone(), span));
        if written.url.is_none() {
            written.url = release.url.clone().map(|url| Spanned::new(url, span));
        }
    }
    is_written
}

/// Returns a finding for each file of releases that is of no competitor of its root; of one whose entry could not be read,
/// that is the finding.
pub(super) fn releases_of_none(
    entries: &[Arc<Entry>],
    unreadable: &BTreeSet<String>,
    releases: &Releases,
) -> Vec<Finding> {
    let competitors = entries.iter().filter(|entry| matches!(entry.kind_fields, KindFields::Competitor(_)));
    let paths: BTreeSet<String> = competitors.map(|entry| release_path_of(entry)).collect();
    let is_known = |id: &String| id.is_empty() || unreadable.contains(id);
    let alone = releases.files().filter(|(file, read)| !paths.contains(file.path()) && !is_known(&read.competitor));
    let finding = |(file, read): (&Arc<SourceFile>, &ReleaseFile)| {
        let message =
            format!("the releases are those of `{}`, and no competitor of this root has that id", read.competitor);
        let help =
            "Rename the file after its competitor and correct `competitor` in its first line, or remove the file.";
        let finding = Finding::new(&UNREADABLE_RECORD, Place::new(file, Span::default()), message);
        finding.help(help.to_owned()).subject("line 1")
    };
    alone.map(finding).collect()
}
