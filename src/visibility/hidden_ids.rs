//! The names of the entries that a build leaves out.

use super::readers::Readers;
use crate::entry::Entry;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The ids of hidden entries, and their last parts, by which other entries may name them.
#[derive(Debug, Default)]
pub(super) struct HiddenIds {
    names: BTreeSet<String>,
}

impl HiddenIds {
    /// Takes the entries among `hidden` of which `readers` must not know. An archived entry that was for them is none: its
    /// address leads to the one that replaced it.
    pub(super) fn new(hidden: &[Arc<Entry>], readers: &Readers) -> Self {
        let unknown = hidden.iter().filter(|entry| entry.is_published() || !readers.includes(entry));
        let names = |entry: &Arc<Entry>| {
            let last = entry.id.rsplit('/').next().unwrap_or_default();
            [entry.id.clone(), last.to_owned()]
        };
        Self { names: unknown.flat_map(names).collect() }
    }

    /// Returns whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns whether `name`, an id or `id#claim`, is of a hidden entry.
    pub(super) fn are_named_by(&self, name: &str) -> bool {
        let id = name.split('#').next().unwrap_or_default();
        self.names.contains(id.trim().trim_matches('/'))
    }
}
