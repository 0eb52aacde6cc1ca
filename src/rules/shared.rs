//! What several rules need of the whole library, computed once and only when requested.

use super::check_input::Check;

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
    targets: Vec<OnceLock<Vec<Target>>>,
    jargon: OnceLock<Names>,
    successors: OnceLock<BTreeMap<String, String>>,
}

impl<'a> Shared<'a> {
    /// Wraps a check; nothing is computed yet.
    pub(crate) fn new(check: Check<'a>) -> Self {
        let targets = check.library.entries().iter().map(|_| OnceLock::new()).collect();
        Self { check, targets, jargon: OnceLock::new(), successors: OnceLock::new() }
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
        self.check.library.competitor_names()
    }

    /// Returns the words of the site's list of jargon, each standing for what to say instead.
    pub(crate) fn jargon(&self) -> &Names {
        self.jargon.get_or_init(|| {
            let mut terms = Vec::new();
            for term in &self.check.library.lists.jargon {
                let say = term.say.clone().unwrap_or_default();
                terms.push((term.term.clone(), say.clone()));
                // A word of small letters may begin a sentence.
                let mut symbols = term.term.chars();
                if let Some(first) = symbols.next().filter(|first| first.is_lowercase()) {
                    terms.push((first.to_uppercase().chain(symbols).collect(), say));
                }
            }
            Names::new(terms)
        })
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
