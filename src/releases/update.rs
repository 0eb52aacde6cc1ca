//! A file of releases after a look at a feed.

use super::entries::FeedEntry;
use super::known::KnownReleases;
use super::record::{FeedState, RecordedRelease, Validators};
use super::release_file::{MAX_RELEASES, ReleaseFile};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A file after a look at a feed.
#[derive(Debug, Clone)]
pub struct Updated {
    /// The file.
    pub file: ReleaseFile,
    /// The ids of the releases that are new in it, in their order.
    pub added: Vec<String>,
    /// How many entries without a day are left out because the file is full of releases without one.
    pub left_out: usize,
}

impl ReleaseFile {
    /// Returns the file after `feed` was read on the day `seen` and had `entries`, in any order. What is recorded stays as it
    /// is, whatever the feed says of it now; of more than 500 releases, the oldest go.
    pub fn after(&self, feed: &str, entries: &[FeedEntry], validators: Validators, seen: NaiveDate) -> Updated {
        let mut file = self.looked(feed, Some(validators), seen);
        let mut known = KnownReleases::new(self.releases.values());
        let shared = shared_addresses(entries);
        let mut new: Vec<RecordedRelease> = Vec::new();
        let mut sorted: Vec<&FeedEntry> = entries.iter().collect();
        sorted.sort_by(|one, other| order(one).cmp(&order(other)));
        for entry in sorted {
            if !known.has(entry, &shared, seen) {
                let release = recorded(entry, seen);
                known.add(&release);
                new.push(release);
            }
        }
        let left_out = leave_out_undated(&self.releases, &mut new);
        let mut all: Vec<RecordedRelease> = file.releases.into_values().chain(new).collect();
        // A release without a day would come back with a later one if it went before the others.
        all.sort_by_key(|release| (Reverse((is_undated(release), release.date)), release.id.clone()));
        all.truncate(MAX_RELEASES);
        file.releases = all.into_iter().map(|release| (release.id.clone(), release)).collect();
        let added = file.by_day().into_iter().filter(|release| !self.releases.contains_key(&release.id));
        let added = added.map(|release| release.id.clone()).collect();
        Updated { file, added, left_out }
    }

    /// Returns the file after the server said on the day `seen` that `feed` is as it was.
    #[must_use]
    pub fn unchanged(&self, feed: &str, seen: NaiveDate) -> Self {
        self.looked(feed, None, seen)
    }

    /// Returns the file without the looks at feeds other than `feeds`, which the competitor no longer has.
    #[must_use]
    pub fn with_feeds_of(&self, feeds: &BTreeSet<&str>) -> Self {
        let mut file = self.clone();
        file.feeds.retain(|url, _| feeds.contains(url.as_str()));
        file
    }

    fn looked(&self, feed: &str, validators: Option<Validators>, seen: NaiveDate) -> Self {
        let mut file = self.clone();
        let before = file.feeds.remove(feed);
        let checked = before.as_ref().map_or(seen, |before| before.checked.max(seen));
        let validators = validators.map(Validators::usable).or(before.map(|before| before.validators));
        let state = FeedState { url: feed.to_owned(), checked, validators: validators.unwrap_or_default() };
        file.feeds.insert(feed.to_owned(), state);
        file
    }
}

/// Returns the release that `entry` becomes: of its day, or of that on which it was first seen if it has none or a future one.
fn recorded(entry: &FeedEntry, seen: NaiveDate) -> RecordedRelease {
    RecordedRelease {
        id: entry.id.clone(),
        date: entry.day(seen).unwrap_or(seen),
        title: entry.title.clone(),
        summary: entry.summary.clone(),
        url: entry.url.clone(),
        seen,
    }
}

fn is_undated(release: &RecordedRelease) -> bool {
    release.date == release.seen
}

/// Removes from `new` the releases without a day for which a file has no room beside those that it has; returns how many.
fn leave_out_undated(known: &BTreeMap<String, RecordedRelease>, new: &mut Vec<RecordedRelease>) -> usize {
    let mut room = MAX_RELEASES.saturating_sub(known.values().filter(|release| is_undated(release)).count());
    let before = new.len();
    new.retain(|release| {
        let fits = !is_undated(release) || room > 0;
        room = room.saturating_sub(usize::from(is_undated(release)));
        fits
    });
    before - new.len()
}

fn order(entry: &FeedEntry) -> (Reverse<NaiveDate>, &str, &str) {
    let day = entry.published.or(entry.updated).unwrap_or(NaiveDate::MAX);
    (Reverse(day), &entry.id, &entry.title)
}

/// Returns the addresses that several of `entries` have.
fn shared_addresses(entries: &[FeedEntry]) -> BTreeSet<&str> {
    let mut uses = BTreeMap::<&str, usize>::new();
    for url in entries.iter().filter_map(|entry| entry.url.as_deref()) {
        *uses.entry(url).or_default() += 1;
    }
    uses.into_iter().filter(|(_, uses)| *uses > 1).map(|(url, _)| url).collect()
}
