//! The index of a library.

use super::everyday::everyday;
use super::known_entries::KnownEntries;
use super::{deals, pages, people, statements};
use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::entry::Claim;
use crate::freshness::EntryAges;
use crate::kinds::Kind;
use crate::site::Destinations;
use crate::visibility::VisibleLibrary;
use fieldbook_search::{Analysed, Document, Shard, Synonyms, analyse};
use rayon::prelude::*;

/// Builds the index of everything in `library`, for a site that is not made.
pub fn build_index(library: &VisibleLibrary, settings: &Settings) -> Vec<Shard> {
    build_index_for(library, settings, &Destinations::new(library, settings), Artefacts::none())
}

/// Builds the index of everything in `library`: its entries with their claims, its opportunities, and the `destinations`
/// of its site. Entries that are as an earlier build kept them in `artefacts` are not cut into words again.
pub fn build_index_for(
    library: &VisibleLibrary,
    settings: &Settings,
    destinations: &Destinations,
    artefacts: &Artefacts,
) -> Vec<Shard> {
    let known = KnownEntries::new(artefacts, library, settings);
    let mut analysed: Vec<Analysed> = library
        .entries()
        .par_iter()
        .flat_map_iter(|entry| {
            let ages = EntryAges::new(entry, library, settings);
            let own = (entry.kind != Kind::Answers).then(|| known.analysed(entry, &ages));
            // Only the claims that have a page of their own: 20,000 others would double what the first query fetches.
            let page = |claim: &Claim| destinations.claims.get(&format!("{}#{}", entry.id, claim.id.value)).cloned();
            let claims = statements::documents(entry, library, &ages, page);
            own.into_iter().chain(claims.into_iter().map(analyse).collect::<Vec<_>>())
        })
        .collect();
    let opportunities = library.opportunities();
    let deals = opportunities.map(|snapshot| deals::documents(snapshot, library, settings)).unwrap_or_default();
    let others: Vec<Document> =
        [deals, people::documents(&destinations.people), pages::documents(&destinations.pages)].concat();
    analysed.par_extend(others.into_par_iter().map(analyse));
    known.build(analysed, &Synonyms { groups: synonyms(library), wordings: everyday() })
}

/// The site's groups of synonyms, and one per capability.
fn synonyms(library: &VisibleLibrary) -> Vec<Vec<String>> {
    let capabilities = library.lists.capabilities.iter().filter(|capability| !capability.synonyms.is_empty());
    let groups = capabilities.map(|capability| {
        std::iter::once(capability.name.clone()).chain(capability.synonyms.iter().cloned()).collect()
    });
    library.lists.synonyms.iter().cloned().chain(groups).collect()
}
