//! What several rules need of the whole library, computed once and only when requested.

use super::check_input::Check;
use super::vocabularies::Vocabularies;
use crate::entry::Entry;
use crate::library::Target;
use crate::prose::Names;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A check and what was found out on the way.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    /// The check.
    pub(crate) check: Check<'a>,
    /// The settings, names and words of the site.
    pub(crate) vocabularies: Vocabularies<'a>,
    targets: Vec<OnceLock<Vec<Target>>>,
    successors: OnceLock<BTreeMap<String, String>>,
}

impl<'a> Shared<'a> {
    /// Wraps a check; nothing is computed yet.
    pub(crate) fn new(check: Check<'a>) -> Self {
        let targets = check.library.entries().iter().map(|_| OnceLock::new()).collect();
        let vocabularies = Vocabularies::new(check.library, check.settings);
        Self { check, vocabularies, targets, successors: OnceLock::new() }
    }

    /// Returns entry number `index`.
    pub(crate) fn entry(&self, index: usize) -> Option<&'a Arc<Entry>> {
        self.check.library.entries().get(index)
    }

    /// Returns where each link in the body of entry number `index` leads, in order.
    pub(crate) fn targets(&self, index: usize) -> &[Target] {
        let (Some(cell), Some(entry)) = (self.targets.get(index), self.entry(index)) else { return &[] };
        cell.get_or_init(|| entry.body.links.iter().map(|link| self.check.library.resolve(entry, link)).collect())
    }

    /// Returns the names and aliases of all competitors.
    pub(crate) fn competitors(&self) -> &Names {
        self.vocabularies.competitors
    }

    /// Returns the id of the entry that supersedes the one with `id`.
    pub(crate) fn successor(&self, id: &str) -> Option<&str> {
        let successors = self.successors.get_or_init(|| {
            let entries = self.check.library.entries().iter();
            entries.flat_map(|entry| entry.supersedes.iter().map(|old| (old.value.clone(), entry.id.clone()))).collect()
        });
        successors.get(id).map(String::as_str)
    }
}
