//! What the checks found, by the entry whose page shows it and by rule.

use super::input::SiteInput;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::settled::SettledFinding;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The findings that the pages of a build show. Empty in a build for outsiders or for one customer: findings about
/// our own texts are internal.
#[derive(Debug, Default)]
pub(super) struct FindingIndex<'a> {
    by_entry: BTreeMap<&'a str, Vec<&'a SettledFinding>>,
    by_rule: BTreeMap<&'a str, Vec<(&'a SettledFinding, &'a Arc<Entry>)>>,
}

impl<'a> FindingIndex<'a> {
    /// Assigns each finding to the entry that contains it, except those in files that the build does not show.
    pub(super) fn new(input: &SiteInput<'a>) -> Self {
        let mut by_path = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
        for finding in input.library.findings() {
            by_path.entry(finding.source_path()).or_default();
        }
        for entry in input.library.entries() {
            if let Some(entries) = by_path.get_mut(entry.file.path()) {
                entries.push(entry);
            }
        }
        for entries in by_path.values_mut() {
            entries.sort_by_key(|entry| (entry.kind == Kind::Answer, entry.head));
        }
        let mut index = Self::default();
        for finding in input.library.findings() {
            let entries = by_path.get(finding.source_path()).map_or(&[][..], Vec::as_slice);
            let Some(owner) = owner(entries, finding) else { continue };
            index.by_rule.entry(finding.rule.id).or_default().push((finding, owner));
            index.by_entry.entry(&owner.id).or_default().push(finding);
            // The page of a file of answers shows what is wrong with any of them.
            if let Some(whole) = entries.first().filter(|whole| whole.kind == Kind::Answers && whole.id != owner.id) {
                index.by_entry.entry(&whole.id).or_default().push(finding);
            }
        }
        index
    }

    /// Returns the findings that the page of `entry` shows, in the order of their places.
    pub(super) fn of_entry(&self, entry: &Entry) -> &[&'a SettledFinding] {
        self.by_entry.get(entry.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Returns the findings of the rule with this id, with the entries that contain them.
    pub(super) fn of_rule(&self, id: &str) -> &[(&'a SettledFinding, &'a Arc<Entry>)] {
        self.by_rule.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Returns the entry, of those in one file, whose part of the file contains the finding.
fn owner<'a>(entries: &[&'a Arc<Entry>], finding: &SettledFinding) -> Option<&'a Arc<Entry>> {
    let begins_before = |entry: &&&Arc<Entry>| entry.head.start <= finding.place.span.start;
    let last = entries.iter().rev().find(begins_before);
    last.or(entries.first()).copied()
}
