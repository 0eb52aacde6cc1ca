//! What machines read: JSON about entries and claims, and the list of pages for crawlers.

use super::address::Address;
use super::catalogue::Catalogue;
use super::html::escaped;
use super::pages::PageKind;
use super::view::AnswerListView;
use super::win_loss::WinLoss;
use crate::freshness::Timeline;
use crate::kinds::Kind;
use serde::Serialize;
use std::fmt::Write as _;

/// The schema of `api/entries.json`.
pub const ENTRIES_SCHEMA: &str = "fieldbook/entries/1";
/// The schema of `api/claims.json`.
pub const CLAIMS_SCHEMA: &str = "fieldbook/claims/1";

#[derive(Serialize)]
struct EntryList<'a> {
    schema: &'static str,
    audience: &'a str,
    entries: Vec<EntryRecord<'a>>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    status: &'static str,
    audience: &'a str,
    states: Vec<StateRecord>,
    claims: usize,
    /// How decided deals against a competitor ended, where there are enough to say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    win_loss: Option<WinLossRecord>,
}

#[derive(Serialize)]
struct WinLossRecord {
    won: usize,
    lost: usize,
    decided: usize,
}

#[derive(Serialize)]
struct StateRecord {
    from: String,
    state: &'static str,
    badge: &'static str,
}

#[derive(Serialize)]
struct ClaimList<'a> {
    schema: &'static str,
    audience: &'a str,
    claims: Vec<ClaimRecord<'a>>,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    id: String,
    entry: &'a str,
    text: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capability: Option<&'a str>,
    sources: Vec<SourceRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<String>,
    states: Vec<StateRecord>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

fn states(timeline: Option<&Timeline>) -> Vec<StateRecord> {
    let record = |step: &crate::freshness::Step| StateRecord {
        from: step.from.to_string(),
        state: step.state.word(),
        badge: step.state.badge().word(),
    };
    timeline.into_iter().flat_map(Timeline::steps).map(record).collect()
}

/// Writes every entry that the build shows.
pub(super) fn entries_json(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let audiences = &catalogue.input.settings.audiences;
    let record = |entry: &'_ std::sync::Arc<crate::entry::Entry>| catalogue.address(entry).clean();
    let entries = catalogue.input.library.entries().iter().map(|entry| EntryRecord {
        id: &entry.id,
        kind: entry.kind.word(),
        title: &entry.title.value,
        summary: entry.summary.as_ref().map(|summary| summary.value.as_str()),
        url: record(entry),
        owner: entry.owner.as_ref().filter(|_| !catalogue.is_outside).map(|owner| owner.value.as_str()),
        status: entry.status.value.word(),
        audience: audiences.name(entry.audience.value),
        states: states(catalogue.age(entry)),
        claims: entry.claims.len(),
        win_loss: catalogue.win_loss(&entry.id).map(|WinLoss { won, decided, .. }| WinLossRecord {
            won,
            lost: decided - won,
            decided,
        }),
    });
    let audience = audiences.name(catalogue.input.library.readers().audience());
    json(&EntryList { schema: ENTRIES_SCHEMA, audience, entries: entries.collect() })
}

/// Writes every claim that the build shows.
pub(super) fn claims_json(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let mut claims = Vec::new();
    for entry in catalogue.input.library.entries() {
        let url = catalogue.address(entry).clean();
        claims.extend(catalogue.claims(entry).map(|(claim, timeline)| {
            ClaimRecord {
                id: format!("{}#{}", entry.id, claim.id.value),
                entry: &entry.id,
                text: &claim.text.value,
                url: url.clone(),
                topic: claim.topic.as_ref().map(|topic| topic.value.word()),
                capability: claim.capability.as_ref().map(|id| id.value.as_str()),
                sources: claim
                    .sources
                    .iter()
                    .map(|source| SourceRecord {
                        url: &source.url.value,
                        quote: source.quote.as_ref().map(|quote| quote.value.as_str()),
                    })
                    .collect(),
                verified: claim.verified.as_ref().map(|verified| verified.on.value.to_string()),
                states: states(Some(timeline)),
            }
        }));
    }
    let audience = catalogue.input.settings.audiences.name(catalogue.input.library.readers().audience());
    json(&ClaimList { schema: CLAIMS_SCHEMA, audience, claims })
}

/// Writes every answer that the build shows, for the page of the tray.
pub(super) fn answers_json(catalogue: &Catalogue<'_>) -> Vec<u8> {
    json(&AnswerListView::new(catalogue))
}

/// Plain texts and numbers always serialise.
fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Writes the pages for crawlers (sitemaps.org, 0.9), each page of an entry with the day of its last check; `None` if
/// the site has no public address. `is_made` returns whether the build made the file at a path.
pub(super) fn sitemap(catalogue: &Catalogue<'_>, is_made: &dyn Fn(&str) -> bool) -> Option<Vec<u8>> {
    let base = &catalogue.input.settings.site.base_url;
    if base.is_empty() {
        return None;
    }
    let listed = PageKind::ALL.iter().filter(|page| page.facts().is_in_sitemap).map(|page| page.address());
    let listed: Vec<Address> = listed.filter(|address| is_made(&address.file())).collect();
    let (home, others): (Vec<_>, Vec<_>) = listed.into_iter().partition(|address| address.folder().is_empty());
    let lists = Kind::all().filter(|kind| *kind != Kind::Answers && catalogue.count(*kind) > 0);
    let lists = lists.map(|kind| Address::of_folder(kind.folder()));
    let mut pages: Vec<(Address, Option<String>)> =
        home.into_iter().chain(lists).chain(others).map(|address| (address, None)).collect();
    for entry in catalogue.input.library.entries() {
        let day = Catalogue::last_check(entry).map(|day| day.to_string());
        pages.push((catalogue.address(entry).into_owned(), day));
    }
    let mut xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            .to_owned();
    for (address, day) in pages {
        let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let location = escaped(&format!("{base}{}", address.clean()));
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<url><loc>{location}</loc>{day}</url>");
    }
    xml.push_str("</urlset>\n");
    Some(xml.into_bytes())
}
