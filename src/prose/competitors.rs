//! The names of the competitors of a library.

use super::names::Names;
use crate::entry::KindFields;
use crate::kinds::Kind;
use crate::library::Library;

/// Returns the names and aliases of all competitors, each standing for the id of the competitor's entry.
pub(crate) fn competitor_names(library: &Library) -> Names {
    let mut names = Vec::new();
    for entry in library.of_kind(Kind::Competitor) {
        let KindFields::Competitor(own) = &entry.kind_fields else { continue };
        let known = own.name.iter().chain(&entry.aliases);
        names.extend(known.map(|name| (name.value.clone(), entry.id.clone())));
    }
    Names::new(names)
}
