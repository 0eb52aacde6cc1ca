//! `llms.txt`: what the site holds, for readers that are programs (llmstxt.org, 2024-09).

use super::catalogue::Catalogue;
use crate::config::Status;
use crate::entry::Entry;
use crate::freshness::State;
use crate::kinds::Kind;
use std::fmt::Write as _;
use std::sync::Arc;

/// Lists every approved entry that the build shows, by kind, with its summary. What may not be relied on, on the day of
/// the build, says so.
pub(super) fn llms_txt(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let site = &catalogue.input.settings.site;
    let audience = catalogue.input.settings.audiences.name(catalogue.input.library.readers().audience());
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let mut text = format!(
        "# {}\n\n> Collateral for readers of the audience {audience}, as of {day}. Quote an entry with its id and check \
         its state in {}api/entries.json before relying on it.\n",
        line(&site.title),
        site.base_url
    );
    for kind in Kind::all().filter(|kind| *kind != Kind::Answers) {
        let entries: Vec<&Arc<Entry>> =
            catalogue.input.library.of_kind(kind).filter(|entry| entry.status.value == Status::Approved).collect();
        if !entries.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n## {}\n", kind.facts().list_title);
        }
        for entry in entries {
            let state = catalogue.age(entry).map(|age| age.on(day).state).filter(|state| !state.is_trusted());
            let _ = writeln!(text, "{}", item(catalogue, entry, state));
        }
    }
    text.into_bytes()
}

fn item(catalogue: &Catalogue<'_>, entry: &Entry, state: Option<State>) -> String {
    let base = &catalogue.input.settings.site.base_url;
    let address = catalogue.address(entry);
    let mut item = format!("- [{}]({base}{}index.html)", line(&entry.title.value), address.clean());
    let summary = entry.summary.as_ref().map(|summary| line(&summary.value));
    let state = state.map(|state| format!("{}: do not rely on it", state.badge().words()));
    let words: Vec<String> = summary.into_iter().chain(state).collect();
    if !words.is_empty() {
        let _ = write!(item, ": {}", words.join("; "));
    }
    item
}

/// Joins the words of `text` on one line in which nothing ends or begins a link.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['[', ']', '<', '>'], "")
}
