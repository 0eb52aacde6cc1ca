//! What a chat shows of a link: the state in words, always with its day, since previews are kept for long.

use crate::entry::Entry;
use crate::freshness::{Badge, Timeline};
use crate::site::catalogue::Catalogue;
use chrono::NaiveDate;
use serde::Serialize;

/// What a page says in the preview of a link to it, besides its description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PreviewView {
    /// The title: `Globex battlecard · 2 of 9 claims stale · as of 2026-11-21 · internal`.
    title: String,
    /// The type in the words of the Open Graph protocol (ogp.me).
    kind: &'static str,
    /// The day of the last check or edit.
    modified: Option<String>,
}

impl PreviewView {
    /// Makes the preview of a page with this title and without a state of its own.
    pub(crate) fn of_page(title: &str) -> Self {
        Self { title: title.to_owned(), kind: "website", modified: None }
    }

    /// Makes the preview of the page of `entry`.
    pub(crate) fn of_entry(catalogue: &Catalogue<'_>, entry: &Entry) -> Self {
        let day = catalogue.span.first;
        let title = &entry.title.value;
        let kind = entry.kind.facts().title.to_lowercase();
        let is_named = title.to_lowercase().contains(&kind);
        let name = if is_named { title.clone() } else { format!("{title} {kind}") };
        let timelines: Vec<&Timeline> = catalogue.claims(entry).map(|(_, timeline)| timeline).collect();
        let state = catalogue.age(entry).map(|whole| state(&timelines, whole, day));
        Self { title: joined(catalogue, name, state), kind: "article", modified: modified(catalogue, entry) }
    }

    /// Makes the preview of the page of the claim with this `text` and `timeline`, in `entry`.
    pub(crate) fn of_claim(catalogue: &Catalogue<'_>, entry: &Entry, text: &str, timeline: &Timeline) -> Self {
        let state = timeline.on(catalogue.span.first).state.badge().words().to_lowercase();
        let title = joined(catalogue, text.to_owned(), Some(state));
        Self { title, kind: "article", modified: modified(catalogue, entry) }
    }
}

/// Joins what a preview says; a state never goes without its day.
fn joined(catalogue: &Catalogue<'_>, name: String, state: Option<String>) -> String {
    let day = catalogue.span.first;
    let audience = catalogue.input.settings.audiences.name(catalogue.input.library.readers().audience());
    let state = state.into_iter().flat_map(|state| [state, format!("as of {day}")]);
    std::iter::once(name).chain(state).chain([audience.to_owned()]).collect::<Vec<_>>().join(" · ")
}

/// Says the state of an entry: how many of its claims may not be relied on, else its own.
fn state(claims: &[&Timeline], whole: &Timeline, day: NaiveDate) -> String {
    let count = |badge: Badge| claims.iter().filter(|claim| claim.on(day).state.badge() == badge).count();
    let total = claims.len();
    let claims = if total == 1 { "claim" } else { "claims" };
    match (count(Badge::Stale), count(Badge::NotProven)) {
        (0, 0) => whole.on(day).state.badge().words().to_lowercase(),
        (stale, 0) => format!("{stale} of {total} {claims} stale"),
        (0, not_proven) => format!("{not_proven} of {total} {claims} not proven"),
        (stale, not_proven) => format!("{stale} of {total} {claims} stale, {not_proven} not proven"),
    }
}

/// Returns the day of the last check or edit of `entry`, whichever is later.
fn modified(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<String> {
    let edits = catalogue.input.history.and_then(|history| history.files.get(entry.file.path()));
    let edited = edits.and_then(|edits| edits.first()).map(|edit| edit.on);
    let checked = Catalogue::last_check(entry).filter(|day| *day <= catalogue.span.first);
    edited.max(checked).map(|day| day.to_string())
}
