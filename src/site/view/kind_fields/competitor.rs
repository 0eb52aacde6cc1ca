//! The hub of a competitor: its releases, its cards, and the opportunities that meet it.

use super::context::FieldsContext;
use crate::entry::{self, AnyRelease, Entry};
use crate::kinds::Kind;
use crate::site::changes::outdated;
use crate::site::html::safe_url;
use crate::site::view::changes::until_rechecked;
use crate::site::view::deals::DealsView;
use crate::site::view::hub::{HubView, hub};
use crate::site::view::link::LinkView;
use crate::site::view::parts::{RowView, claim_href, row, word, words};
use serde::Serialize;

/// How many releases that feeds announced the page of a competitor shows.
const MOST_ANNOUNCED: usize = 30;

/// A competitor's hub.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CompetitorView {
    aliases: Vec<String>,
    website: Option<LinkView>,
    threat: Option<String>,
    /// The newest first.
    releases: Vec<ReleaseView>,
    /// How many older ones that feeds announced are not shown.
    older_releases: usize,
    cards: Vec<RowView>,
    hub: HubView,
    objections: Vec<RowView>,
    opportunities: DealsView,
}

#[derive(Debug, Clone, Serialize)]
struct ReleaseView {
    date: Option<String>,
    title: LinkView,
    capabilities: Vec<String>,
    is_from_feed: bool,
    /// What that means for the claims.
    until: &'static str,
    /// Claims about the same capability that were checked before it.
    outdates: Vec<LinkView>,
}

/// Shows a competitor.
pub(super) fn competitor(making: FieldsContext<'_, '_>, own: &entry::Competitor) -> CompetitorView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let library = catalogue.input.library;
    let is_about = |other: &&std::sync::Arc<Entry>| {
        other.competitors.iter().any(|name| library.competitor(&name.value).is_some_and(|found| found.id == entry.id))
    };
    let (shown, older_releases) = shown_releases(own);
    CompetitorView {
        aliases: words(&entry.aliases),
        website: own.website.as_ref().map(|url| LinkView::outside(&url.value)),
        threat: word(own.threat.as_ref()),
        releases: shown.into_iter().map(|one| release(making, one)).collect(),
        older_releases,
        cards: catalogue.cards_of(&entry.id).iter().map(|card| row(catalogue, from, card)).collect(),
        hub: hub(catalogue, from, entry),
        objections: library.of_kind(Kind::Objection).filter(is_about).map(|one| row(catalogue, from, one)).collect(),
        opportunities: DealsView::new(catalogue, from, catalogue.exposures.of_competitor(&entry.id)),
    }
}

/// Returns the releases that a competitor's page shows, the newest first: all that its author wrote and the newest of its
/// feeds; and how many are left out.
fn shown_releases(own: &entry::Competitor) -> (Vec<AnyRelease<'_>>, usize) {
    let mut shown = own.all_releases();
    let (all, mut room) = (shown.len(), MOST_ANNOUNCED);
    shown.retain(|release| {
        let is_shown = matches!(release, AnyRelease::Written(_)) || room > 0;
        room = room.saturating_sub(usize::from(matches!(release, AnyRelease::Announced(_))));
        is_shown
    });
    let older = all - shown.len();
    (shown, older)
}

fn release(making: FieldsContext<'_, '_>, release: AnyRelease<'_>) -> ReleaseView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let outdates = outdated(catalogue, &entry.id, release).into_iter().map(|(card, claim)| LinkView {
        text: claim.text.value.clone(),
        href: Some(claim_href(catalogue, from, card, &claim.id.value)),
    });
    let outdates = outdates.collect();
    let title = release.title().or(release.id()).unwrap_or("A release");
    ReleaseView {
        date: release.date().map(|day| day.to_string()),
        title: LinkView {
            text: title.to_owned(),
            href: release.url().and_then(safe_url).filter(|url| url.contains("://")),
        },
        capabilities: release.capabilities().into_iter().map(|id| catalogue.capability(id)).collect(),
        is_from_feed: matches!(release, AnyRelease::Announced(_)),
        until: until_rechecked(release),
        outdates,
    }
}
