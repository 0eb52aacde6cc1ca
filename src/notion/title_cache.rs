//! The titles of related pages from one fetch to the next, so that only those that changed are read again.

use crate::opportunity::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema of the JSON.
const SCHEMA: &str = "fieldbook/notion-titles/1";
/// After this time, in seconds, all titles of a data source are read again: a week.
const LIFETIME: i64 = 7 * 24 * 60 * 60;
/// After this time, in seconds, a page that could not be read is requested again: a day.
const RETRY: i64 = 24 * 60 * 60;
/// Changes are requested from this time, in seconds, before the last fetch: the clock of this machine may be fast, and Notion
/// rounds times down to the minute.
const MARGIN: i64 = 60 * 60;

/// The titles of related pages, by data source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleCache {
    schema: String,
    sources: BTreeMap<String, KnownTitles>,
}

/// The titles of one data source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownTitles {
    /// When all of them were read.
    pub(super) enumerated: Option<Timestamp>,
    /// When changes were read last.
    pub(super) updated: Option<Timestamp>,
    /// By id of the page.
    pub(super) titles: BTreeMap<String, String>,
    /// Pages that could not be read, with the time of the attempt.
    pub(super) unreadable: BTreeMap<String, Timestamp>,
}

impl Default for TitleCache {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), sources: BTreeMap::new() }
    }
}

impl TitleCache {
    /// Reads the JSON of a cache; an empty one if it is not one.
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).ok().filter(|cache: &Self| cache.schema == SCHEMA).unwrap_or_default()
    }

    /// Writes the JSON.
    ///
    /// # Errors
    ///
    /// Never for a cache made of plain text, as all are; the serialiser's own error otherwise.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Returns what is known of `data_source` at `now`; nothing if it is too old.
    pub(super) fn known(&self, data_source: &str, now: Timestamp) -> KnownTitles {
        let is_current =
            |known: &&KnownTitles| known.enumerated.is_some_and(|at| (0..LIFETIME).contains(&(now.unix() - at.unix())));
        self.sources.get(data_source).filter(is_current).cloned().unwrap_or_default()
    }

    pub(super) fn insert(&mut self, data_source: &str, known: KnownTitles) {
        self.sources.insert(data_source.to_owned(), known);
    }
}

impl KnownTitles {
    /// Returns from when on changes have to be requested; `None` if nothing is known.
    pub(super) fn changed_since(&self) -> Option<Timestamp> {
        Timestamp::from_unix(self.updated?.unix() - MARGIN)
    }

    /// Returns whether the page was requested a short time ago, in vain.
    pub(super) fn is_given_up(&self, id: &str, now: Timestamp) -> bool {
        self.unreadable.get(id).is_some_and(|at| (0..RETRY).contains(&(now.unix() - at.unix())))
    }
}
