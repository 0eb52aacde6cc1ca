//! What looks at the sources of a claim found, and when that speaks against it.
//!
//! A page that no longer says what the claim quotes challenges it from the day of the look on, until a person verifies the
//! claim on that day or later. A match renews no check: that the words are there does not say that they were understood.

use super::cause::{Cause, SourceChange};
use super::timeline::Step;
use crate::entry::{Claim, Entry, Source};
use crate::evidence::{PageRecord, Record, evidence_folder, host_of};
use crate::finding::Place;
use crate::library::Library;
use std::sync::Arc;

/// A source with a quote, and the record of the last look at it.
#[derive(Debug, Clone, Copy)]
pub struct SourceLook<'a> {
    /// The source.
    pub source: &'a Source,
    /// The record and its place; `None` if there was no look.
    pub recorded: Option<(&'a Record, &'a Place)>,
    /// What is recorded of its page and where; `None` before the first look.
    pub page: Option<(&'a PageRecord, &'a Place)>,
}

impl SourceLook<'_> {
    /// Returns whether the last look speaks against `claim` and no person has verified it since.
    pub fn challenges(&self, claim: &Claim) -> bool {
        let verified = claim.verified.as_ref().map(|verified| verified.on.value);
        self.recorded.is_some_and(|(record, _)| record.is_against() && verified.is_none_or(|on| on < record.since))
    }
}

/// Returns the sources of `claim` that have a web address and a quote, with what was recorded of them.
pub fn source_looks<'a>(
    claim: &'a Claim,
    entry: &'a Entry,
    library: &'a Library,
) -> impl Iterator<Item = SourceLook<'a>> {
    let folder = evidence_folder(entry.is_private.then_some(&*entry.root));
    claim.sources.iter().filter_map(move |source| {
        source.quote.as_ref()?;
        host_of(&source.url.value)?;
        let (evidence, url) = (&library.lists.evidence, &source.url.value);
        let recorded = if evidence.has_any(&folder) { evidence.of(&folder, url, source.key()?) } else { None };
        let recorded = recorded.map(|(record, place)| (record, place));
        let page = evidence.page(&folder, url).map(|(page, place)| (page, place));
        Some(SourceLook { source, recorded, page })
    })
}

/// Returns the steps that changed sources bring.
pub(super) fn source_changes(claim: &Claim, entry: &Entry, library: &Library) -> Vec<Step> {
    let changed = source_looks(claim, entry, library).filter(|look| look.challenges(claim));
    let step = |look: SourceLook<'_>| {
        let (record, place) = look.recorded?;
        let quote = look.source.quote.as_ref()?.span;
        let host = host_of(&record.url)?;
        let change = SourceChange { quote, host, record: record.clone(), place: place.clone() };
        Some(Step::new(record.since, Cause::SourceChanged(Arc::new(change))))
    };
    changed.filter_map(step).collect()
}
