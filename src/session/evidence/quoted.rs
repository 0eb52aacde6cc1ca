//! The quotes of a library.

use crate::entry::{Claim, Entry};
use crate::evidence::{PageRecord, evidence_folder};
use crate::freshness::{SourceLook, source_looks};
use crate::library::Library;

/// A quote with its claim.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    pub(super) entry: &'a Entry,
    pub(super) claim: &'a Claim,
    pub(super) look: SourceLook<'a>,
}

impl Quoted<'_> {
    /// Returns `entry#claim`.
    pub(super) fn name(&self) -> String {
        format!("{}#{}", self.entry.id, self.claim.id.value)
    }

    /// Returns the address of the page.
    pub(super) fn url(&self) -> &str {
        &self.look.source.url.value
    }

    /// Returns the folder of its records.
    pub(super) fn folder(&self) -> String {
        evidence_folder(self.entry.is_private.then_some(&*self.entry.root))
    }

    /// Returns what is recorded of its page.
    pub(super) fn page(&self) -> Option<&PageRecord> {
        self.look.page.map(|(page, _)| page)
    }

    /// Returns the quoted words.
    pub(super) fn quote(&self) -> &str {
        self.look.source.quote.as_ref().map_or("", |quote| &quote.value)
    }
}

/// Returns every quote of a web page in `library`.
pub(super) fn all_quoted(library: &Library) -> impl Iterator<Item = Quoted<'_>> {
    library.entries().iter().flat_map(move |entry| {
        let claims = entry.claims.iter();
        claims.flat_map(move |claim| source_looks(claim, entry, library).map(move |look| Quoted { entry, claim, look }))
    })
}
