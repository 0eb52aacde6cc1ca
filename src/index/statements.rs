//! Claims as documents of the search: each leads to its own page, with its own state.

use super::states::states;
use crate::entry::{Claim, Entry};
use crate::freshness::{EntryAges, Timeline};
use crate::visibility::VisibleLibrary;
use fieldbook_search::Document;

/// The kind of these documents.
const KIND: &str = "claim";

/// Returns the claims of `entry` to which `link` leads as documents, in their order.
pub(super) fn documents(
    entry: &Entry,
    library: &VisibleLibrary,
    ages: &EntryAges,
    link: impl Fn(&Claim) -> Option<String>,
) -> Vec<Document> {
    let about = About::new(entry, library);
    let claims = entry.claims.iter().zip(&ages.claims);
    claims.filter_map(|(claim, timeline)| Some(about.document(claim, timeline, link(claim)?))).collect()
}

/// What the claims of one entry share.
struct About<'a> {
    entry: &'a Entry,
    library: &'a VisibleLibrary,
    competitor: Option<&'a Entry>,
}

impl<'a> About<'a> {
    fn new(entry: &'a Entry, library: &'a VisibleLibrary) -> Self {
        Self { entry, library, competitor: library.competitor_of(entry).map(AsRef::as_ref) }
    }

    /// The claim as a document that leads to `url`.
    fn document(&self, claim: &Claim, timeline: &Timeline, url: String) -> Document {
        let quotes = claim.sources.iter().filter_map(|source| source.quote.as_ref());
        Document {
            url,
            id: format!("{}#{}", self.entry.id, claim.id.value),
            kind: KIND.to_owned(),
            title: claim.text.value.clone(),
            tags: self.tags(claim),
            body: quotes.map(|quote| quote.value.as_str()).collect::<Vec<_>>().join("\n"),
            summary: self.summary(),
            facets: self.facets(),
            states: states(timeline),
            ..Document::default()
        }
    }

    /// The kind and title of the entry, and the competitor.
    fn summary(&self) -> String {
        let (kind, title) = (self.entry.kind.facts().title, &self.entry.title.value);
        let competitor = self.competitor.map(|competitor| &competitor.title.value);
        let others = competitor.filter(|competitor| *competitor != title);
        others.map_or_else(|| format!("{kind} · {title}"), |other| format!("{kind} · {title} · {other}"))
    }

    fn tags(&self, claim: &Claim) -> Vec<String> {
        let capability = claim.capability.as_ref().and_then(|id| self.library.lists.capability(&id.value));
        let capability = capability.map(|capability| capability.name.clone());
        let topic = claim.topic.as_ref().map(|topic| topic.value.word().to_owned());
        let competitor = self.competitor.into_iter().flat_map(|competitor| {
            std::iter::once(&competitor.title).chain(&competitor.aliases).map(|name| name.value.clone())
        });
        competitor.chain(capability).chain(topic).collect()
    }

    fn facets(&self) -> Vec<(String, String)> {
        let owner = self.entry.owner.as_ref().filter(|_| !self.library.hides_people());
        let owner = owner.map(|owner| ("owner".to_owned(), owner.value.clone()));
        let competitor = self.competitor.map(|competitor| ("competitor".to_owned(), competitor.title.value.clone()));
        owner.into_iter().chain(competitor).collect()
    }
}
