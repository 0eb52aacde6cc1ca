//! What can be found, as records for a search engine that a company has already: one JSON object for each entry, claim,
//! opportunity, person and page, with the days on which its state changes.

use super::document::document;
use super::{deals, pages, people, statements};
use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::freshness::{EntryAges, Timeline};
use crate::kinds::Kind;
use crate::site::Destinations;
use crate::visibility::VisibleLibrary;
use chrono::{NaiveDate, NaiveTime};
use fieldbook_search::Document;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The schema of a record.
pub const RECORD_SCHEMA: &str = "fieldbook/record/1";
/// Describes a record, as JSON Schema (draft 2020-12).
pub const RECORD_JSON_SCHEMA: &str = include_str!("record.schema.json");

/// One thing that can be found.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    schema: &'static str,
    /// Unique, of letters and digits alone, since some engines take no other keys.
    key: String,
    /// What everything else calls it: `battlecards/globex`, `battlecards/globex#no-scim`.
    pub id: String,
    /// The kind of the entry, or `claim`, `opportunity`, `person`, `place` and `action`.
    pub kind: String,
    url: String,
    title: String,
    alternates: Vec<String>,
    names: BTreeSet<String>,
    summary: String,
    text: String,
    controls: Vec<String>,
    tags: Vec<String>,
    facets: BTreeMap<String, Vec<String>>,
    /// The day for which states are shown, if the site is a demonstration or a day was given; `None` for the present day.
    as_of: Option<NaiveDate>,
    #[serde(flatten)]
    freshness: Freshness,
    claim: Option<ClaimFacts>,
}

/// How old it is. Seconds are since 1970-01-01T00:00:00Z, at the beginning of a day, so that engines can compare them.
#[derive(Debug, Clone, Default, Serialize)]
struct Freshness {
    /// The day of the check; `None` without one, or where nothing can age.
    checked: Option<NaiveDate>,
    /// Each state with the first day on which it holds; the first holds always.
    states: Vec<StateFrom>,
    check_soon_from: Option<i64>,
    stale_from: Option<i64>,
    not_proven_from: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
struct StateFrom {
    from: Option<NaiveDate>,
    state: &'static str,
}

/// What a claim states besides its text.
#[derive(Debug, Clone, Serialize)]
struct ClaimFacts {
    entry: String,
    stance: Option<&'static str>,
    capability: Option<String>,
    topic: Option<&'static str>,
    sources: Vec<SourceFacts>,
}

#[derive(Debug, Clone, Serialize)]
struct SourceFacts {
    url: String,
    quote: Option<String>,
}

/// Returns everything in `library` as records, in order: each entry followed by its claims, opportunities, people, pages.
/// Addresses begin with the public address of the site, if it has one; `as_of` is the day that is pinned, if one is.
pub fn records(library: &VisibleLibrary, settings: &Settings, as_of: Option<NaiveDate>) -> Vec<Record> {
    let site = Published { base: &settings.site.base_url, as_of };
    let destinations = Destinations::new(library, settings);
    let of_entry = |entry: &std::sync::Arc<Entry>| {
        let ages = EntryAges::new(entry, library, settings);
        let whole = ages.whole(entry);
        let own =
            (entry.kind != Kind::Answers).then(|| site.record(document(entry, library, &ages), whole.as_ref(), None));
        let claims = statements::documents(entry, library, &ages, |claim| Some(destinations.claim(entry, claim)));
        let facts =
            entry.claims.iter().zip(&ages.claims).map(|(claim, timeline)| (ClaimFacts::new(entry, claim), timeline));
        let claims = claims.into_iter().zip(facts);
        own.into_iter()
            .chain(claims.map(|(claim, (facts, timeline))| site.record(claim, Some(timeline), Some(facts))))
            .collect::<Vec<_>>()
    };
    let mut records: Vec<Record> = library.entries().par_iter().flat_map_iter(of_entry).collect();
    let opportunities = library.opportunities();
    let deals = opportunities.map(|snapshot| deals::documents(snapshot, library, settings)).unwrap_or_default();
    let others = [deals, people::documents(&destinations.people), pages::documents(&destinations.pages)].concat();
    records.extend(others.into_iter().map(|document| site.record(document, None, None)));
    records
}

/// What all records of a site share.
struct Published<'a> {
    base: &'a str,
    as_of: Option<NaiveDate>,
}

impl Published<'_> {
    fn record(&self, document: Document, timeline: Option<&Timeline>, claim: Option<ClaimFacts>) -> Record {
        let Self { base, as_of } = *self;
        let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in document.facets {
            facets.entry(name).or_default().push(value);
        }
        Record {
            schema: RECORD_SCHEMA,
            key: blake3::hash(document.id.as_bytes()).to_hex().chars().take(32).collect(),
            url: address(base, &document.url),
            id: document.id,
            kind: document.kind,
            title: document.title,
            alternates: document.alternates,
            names: document.names.into_iter().chain(document.second_names).collect(),
            summary: document.summary,
            text: document.body,
            controls: document.controls,
            tags: document.tags,
            facets,
            as_of,
            freshness: timeline.map(Freshness::new).unwrap_or_default(),
            claim,
        }
    }
}

/// Returns the public address of `link`; relative to the site if it has none. Links elsewhere stay as they are.
fn address(base: &str, link: &str) -> String {
    if base.is_empty() || link.contains("://") || link.starts_with("mailto:") {
        return link.to_owned();
    }
    let (path, part) = link.split_at(link.find(['#', '?']).unwrap_or(link.len()));
    let is_folder = path == "index.html" || path.ends_with("/index.html");
    let path = if is_folder { path.strip_suffix("index.html").unwrap_or(path) } else { path };
    format!("{base}{path}{part}")
}

impl Freshness {
    fn new(timeline: &Timeline) -> Self {
        let mut states: Vec<StateFrom> = Vec::new();
        for (index, step) in timeline.steps().enumerate() {
            let state = step.state.badge().word();
            if states.last().is_none_or(|last| last.state != state) {
                states.push(StateFrom { from: (index > 0).then_some(step.from), state });
            }
        }
        let first = |word: &str| {
            let state = states.iter().find(|one| one.state == word)?;
            Some(state.from.map_or(0, |day| day.and_time(NaiveTime::MIN).and_utc().timestamp()))
        };
        Self {
            checked: timeline.checked(),
            check_soon_from: first("check-soon"),
            stale_from: first("stale"),
            not_proven_from: first("not-proven"),
            states,
        }
    }
}

impl ClaimFacts {
    fn new(entry: &Entry, claim: &Claim) -> Self {
        let source = |source: &crate::entry::Source| SourceFacts {
            url: source.url.value.clone(),
            quote: source.quote.as_ref().map(|quote| quote.value.clone()),
        };
        Self {
            entry: entry.id.clone(),
            stance: claim.stance.as_ref().map(|stance| stance.value.word()),
            capability: claim.capability.as_ref().map(|capability| capability.value.clone()),
            topic: claim.topic.as_ref().map(|topic| topic.value.word()),
            sources: claim.sources.iter().map(source).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_are_those_of_the_published_pages() {
        let base = "https://kb.example.com/";
        let shown = |link| address(base, link);
        assert_eq!(shown("battlecards/globex/index.html"), "https://kb.example.com/battlecards/globex/");
        assert_eq!(shown("index.html"), base);
        assert_eq!(shown("a/index.html#~claim-x"), "https://kb.example.com/a/#~claim-x");
        assert_eq!(shown("a/noindex.html"), "https://kb.example.com/a/noindex.html");
        assert_eq!(shown("https://git.example.com/new"), "https://git.example.com/new");
        assert_eq!(address("", "a/index.html"), "a/index.html");
    }
}
