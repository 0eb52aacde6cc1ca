//! The index of a library.

use super::deals;
use super::document::document;
use crate::config::Settings;
use crate::kinds::Kind;
use crate::visibility::VisibleLibrary;
use fieldbook_search::{Analysed, Shard, Synonyms, analyse, build_from};
use rayon::prelude::*;

/// Builds the index of everything in `library`: its entries and its opportunities.
pub fn build_index(library: &VisibleLibrary, settings: &Settings) -> Vec<Shard> {
    let mut analysed: Vec<Analysed> = library
        .entries()
        .par_iter()
        .filter(|entry| entry.kind != Kind::Answers)
        .map(|entry| analyse(&document(entry, library, settings)))
        .collect();
    let deals = library.opportunities().map(|snapshot| deals::documents(snapshot, library)).unwrap_or_default();
    analysed.par_extend(deals.par_iter().map(analyse));
    build_from(analysed, &Synonyms { groups: synonyms(library) })
}

/// The site's groups of synonyms, and one per capability.
fn synonyms(library: &VisibleLibrary) -> Vec<Vec<String>> {
    let capabilities = library.lists.capabilities.iter().filter(|capability| !capability.synonyms.is_empty());
    let groups = capabilities.map(|capability| {
        std::iter::once(capability.name.clone()).chain(capability.synonyms.iter().cloned()).collect()
    });
    library.lists.synonyms.iter().cloned().chain(groups).collect()
}
