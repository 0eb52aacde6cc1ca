//! Numbers of ordinary footnotes: one count for the whole entry, whichever parts of it a page shows.

use super::references::References;
use crate::entry::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers the footnotes of `entry` in the order in which its text cites them, then those that are not cited. A label
/// that names a claim is no footnote.
pub(super) fn numbered<'a>(entry: &'a Entry, references: &dyn References) -> BTreeMap<&'a str, usize> {
    let defined: BTreeSet<&str> = entry.body.notes.iter().map(|note| note.value.as_str()).collect();
    let cited = entry.body.citations.iter().map(|citation| citation.label.value.as_str());
    let own = cited.filter(|label| defined.contains(label)).chain(defined.iter().copied());
    let mut numbers = BTreeMap::new();
    for label in own {
        if !numbers.contains_key(label) && references.chip(label).is_none() {
            numbers.insert(label, numbers.len() + 1);
        }
    }
    numbers
}
