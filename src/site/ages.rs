//! How old entries are.

use super::input::SiteInput;
use crate::entry::Entry;
use crate::freshness::{EntryAges, Timeline};
use crate::hold::Hold;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The timelines of an entry as a whole and of its parts.
#[derive(Debug)]
pub(super) struct Ages {
    pub(super) whole: Option<Timeline>,
    pub(super) parts: EntryAges,
    /// Why the entry, an answer, must not be sent.
    pub(super) holds: OnceLock<Vec<Hold>>,
}

/// The ages of all entries, each worked out when it is first needed.
pub(super) struct AgeTable<'a> {
    input: &'a SiteInput<'a>,
    known: BTreeMap<&'a str, OnceLock<Ages>>,
}

impl<'a> AgeTable<'a> {
    /// Knows nothing yet.
    pub(super) fn new(input: &'a SiteInput<'a>) -> Self {
        let entries = input.library.entries().iter();
        Self { input, known: entries.map(|entry| (entry.id.as_str(), OnceLock::new())).collect() }
    }

    /// Returns the ages of `entry`; `None` if it is not in the library.
    pub(super) fn of(&self, entry: &Entry) -> Option<&Ages> {
        let known = self.known.get(entry.id.as_str())?;
        Some(known.get_or_init(|| {
            let parts = EntryAges::new(entry, self.input.library, self.input.settings);
            Ages { whole: parts.whole(entry), parts, holds: OnceLock::new() }
        }))
    }

    /// Works out the ages of all entries on all threads.
    pub(super) fn complete(&self) {
        self.input.library.entries().par_iter().for_each(|entry| {
            self.of(entry);
        });
    }
}
