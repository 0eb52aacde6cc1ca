//! The entries of a feed while it is read.

use super::text::MarkedText;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// The most entries that are kept.
pub(super) const MOST: usize = 1_000;
/// The longest title, in characters.
const TITLE: usize = 300;
/// The longest title that is made of the beginning of a summary, in characters.
const MADE_TITLE: usize = 100;
/// The longest summary, in characters.
const SUMMARY: usize = 400;
/// The longest address, in bytes.
const ADDRESS: usize = 2_048;

/// One entry of a feed, as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// What distinguishes it within the releases of a competitor: 16 hexadecimal digits of BLAKE3 over the address of the feed
    /// and the entry's own id, or over what else names it.
    pub id: String,
    /// The title, or the beginning of the summary.
    pub title: String,
    /// The beginning of the summary.
    pub summary: Option<String>,
    /// The page with all of it.
    pub url: Option<String>,
    /// The day on which it was published.
    pub published: Option<NaiveDate>,
    /// The day on which it was changed.
    pub updated: Option<NaiveDate>,
}

impl FeedEntry {
    /// Returns the day on which it was published, else that on which it was changed; `None` without one, or if it is after the
    /// day `seen`.
    pub(super) fn day(&self, seen: NaiveDate) -> Option<NaiveDate> {
        self.published.or(self.updated).filter(|day| *day <= seen)
    }
}

/// How many entries of a feed are left out, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Those that are older than the newest 1,000.
    pub beyond_limit: usize,
    /// Those with neither title nor summary.
    pub without_text: usize,
}

/// An entry as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct WrittenEntry {
    pub(super) id: Option<String>,
    pub(super) title: Option<MarkedText>,
    pub(super) summary: Option<MarkedText>,
    pub(super) content: Option<MarkedText>,
    pub(super) link: Option<String>,
    pub(super) published: Option<NaiveDate>,
    pub(super) updated: Option<NaiveDate>,
}

/// The entries of a feed, of which the newest are kept.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    feed: &'a Url,
    kept: Vec<(Option<blake3::Hash>, FeedEntry)>,
    left_out: LeftOut,
}

impl<'a> Entries<'a> {
    /// Makes the empty list of the feed at this address.
    pub(super) fn new(feed: &'a Url) -> Self {
        Self { feed, kept: Vec::new(), left_out: LeftOut::default() }
    }

    /// Returns the address of the feed.
    pub(super) fn feed(&self) -> &'a Url {
        self.feed
    }

    /// Adds `entry`, whose links are relative to `base`.
    pub(super) fn push(&mut self, entry: &WrittenEntry, base: &Url) {
        let line = |text: Option<&MarkedText>, longest| {
            text.map(|text| text.line(longest)).filter(|line: &String| !line.is_empty())
        };
        let about = line(entry.summary.as_ref(), SUMMARY).or_else(|| line(entry.content.as_ref(), SUMMARY));
        let title = line(entry.title.as_ref(), TITLE);
        let title = title.or_else(|| about.as_deref().map(|about| super::text::shortened(about, MADE_TITLE)));
        let Some(title) = title else {
            self.left_out.without_text += 1;
            return;
        };
        let url = entry.link.as_deref().and_then(|link| followed(link, base));
        let given = entry.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let given = given.map(|id| hashed(&[self.feed.as_str(), id]));
        let day = entry.published.map(|day| day.to_string()).unwrap_or_default();
        let named = hashed(&[self.feed.as_str(), "", url.as_deref().unwrap_or(&day), &title]);
        let (published, updated) = (entry.published, entry.updated);
        let entry = FeedEntry { id: short(&named), title, summary: about, url, published, updated };
        self.kept.push((given, entry));
        if self.kept.len() >= 2 * MOST {
            self.keep_newest();
        }
    }

    /// Leaves out what is beyond the limit: the oldest, of equally old ones by id, so that the order of the feed does not
    /// count. What has no day counts as new.
    fn keep_newest(&mut self) {
        self.kept.sort_by(|(one_id, one), (other_id, other)| {
            let newest = |entry: &FeedEntry| entry.published.or(entry.updated).unwrap_or(NaiveDate::MAX);
            let name = |id: &Option<blake3::Hash>, entry: &FeedEntry| (id.as_ref().map(short), entry.id.clone());
            newest(other).cmp(&newest(one)).then_with(|| name(one_id, one).cmp(&name(other_id, other)))
        });
        self.kept.dedup_by(|(_, one), (_, other)| one == other);
        self.left_out.beyond_limit += self.kept.len().saturating_sub(MOST);
        self.kept.truncate(MOST);
    }

    /// Returns the entries, the newest first, and what is left out. The id that an entry gives counts if it has it alone.
    pub(super) fn finish(mut self) -> (Vec<FeedEntry>, LeftOut) {
        self.keep_newest();
        let mut uses = BTreeMap::<String, usize>::new();
        for given in self.kept.iter().filter_map(|(given, _)| given.as_ref()) {
            *uses.entry(short(given)).or_default() += 1;
        }
        let own = self.kept.into_iter().map(|(given, entry)| {
            let given = given.as_ref().map(short).filter(|given| uses.get(given) == Some(&1));
            FeedEntry { id: given.unwrap_or_else(|| entry.id.clone()), ..entry }
        });
        let mut seen = BTreeSet::new();
        let entries = own.filter(|entry| seen.insert(entry.id.clone())).collect();
        (entries, self.left_out)
    }
}

/// Returns the address to which `link` leads from `base`, if it may be shown: that of a web page, without a password.
fn followed(link: &str, base: &Url) -> Option<String> {
    let url = base.join(link.trim()).ok()?;
    let is_page = matches!(url.scheme(), "http" | "https") && url.has_host();
    let is_open = url.username().is_empty() && url.password().is_none();
    (is_page && is_open && url.as_str().len() <= ADDRESS).then(|| url.into())
}

fn hashed(parts: &[&str]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}

fn short(hash: &blake3::Hash) -> String {
    hash.to_hex().chars().take(16).collect()
}
