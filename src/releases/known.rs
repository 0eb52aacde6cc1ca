//! Whether an entry of a feed is a release that is recorded already.

use super::entries::FeedEntry;
use super::record::RecordedRelease;
use crate::wording::plain_forms;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is known of the recorded releases. Feeds change days, ids and addresses of old entries, and some give all their
/// entries one address: an entry is known by its id, or by two of address, title and day.
#[derive(Debug, Default)]
pub(super) struct KnownReleases {
    ids: BTreeSet<String>,
    addresses_and_titles: BTreeSet<(String, String)>,
    titles_and_days: BTreeSet<(String, NaiveDate)>,
    addresses_and_days: BTreeSet<(String, NaiveDate)>,
    /// The titles of releases with neither address nor day.
    bare_titles: BTreeSet<String>,
}

impl KnownReleases {
    /// Takes the recorded releases.
    pub(super) fn new<'a>(releases: impl Iterator<Item = &'a RecordedRelease>) -> Self {
        let mut known = Self::default();
        for release in releases {
            known.add(release);
        }
        known
    }

    /// Adds a release.
    pub(super) fn add(&mut self, release: &RecordedRelease) {
        let title = key(&release.title);
        self.ids.insert(release.id.clone());
        self.titles_and_days.insert((title.clone(), release.date));
        match &release.url {
            Some(url) => {
                self.addresses_and_titles.insert((url.clone(), title));
                self.addresses_and_days.insert((url.clone(), release.date));
            }
            None if release.date == release.seen => {
                self.bare_titles.insert(title);
            }
            None => {}
        }
    }

    /// Returns whether `entry`, found on the day `seen`, is recorded; an address that other entries of its feed have counts
    /// only with the title.
    pub(super) fn has(&self, entry: &FeedEntry, shared: &BTreeSet<&str>, seen: NaiveDate) -> bool {
        let title = key(&entry.title);
        let day = entry.day(seen);
        let is_of_day = |day: NaiveDate| {
            let own = entry.url.as_ref().filter(|url| !shared.contains(url.as_str()));
            self.titles_and_days.contains(&(title.clone(), day))
                || own.is_some_and(|url| self.addresses_and_days.contains(&(url.clone(), day)))
        };
        self.ids.contains(&entry.id)
            || entry.url.as_ref().is_some_and(|url| self.addresses_and_titles.contains(&(url.clone(), title.clone())))
            || day.is_some_and(is_of_day)
            || (day.is_none() && entry.url.is_none() && self.bare_titles.contains(&title))
    }
}

/// Returns the words of a title, so that marks and case do not count; of one without words, the title.
fn key(title: &str) -> String {
    let words = plain_forms(title);
    if words.is_empty() { title.to_owned() } else { words.join(" ") }
}
