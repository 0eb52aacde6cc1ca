//! What a state of a site held as evidence.

use super::statement::statement_words;
use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{ClaimCounts, ClaimsChange};
use crate::library::Library;
use crate::secrets::mask;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The evidence of a site at one time, small enough to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// The entries that are not deprecated or archived, by path.
    pub(super) entries: Vec<EntryRecord>,
    claims: usize,
    dated: usize,
}

/// The evidence of one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EntryRecord {
    pub(super) path: String,
    pub(super) id: String,
    pub(super) title: String,
    /// The day of the last check of the whole entry.
    pub(super) verified: Option<NaiveDate>,
    pub(super) claims: Vec<ClaimRecord>,
    /// The sentences that cite something, in order.
    pub(super) cited: Vec<CitedSentence>,
}

/// The evidence of one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ClaimRecord {
    pub(super) id: String,
    /// The words of the statement.
    pub(super) statement: String,
    pub(super) verified: Option<NaiveDate>,
    pub(super) has_source: bool,
    pub(super) has_quote: bool,
}

/// A sentence with a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CitedSentence {
    /// Its words.
    pub(super) statement: String,
    /// The label that it cites.
    pub(super) label: String,
}

impl EvidenceRecord {
    /// Records the evidence of `library` on `today`; credentials in statements are masked.
    pub fn of(library: &Library, settings: &Settings, today: NaiveDate) -> Self {
        let counts = ClaimCounts::of(library, settings, today);
        let live = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
        let mut entries: Vec<EntryRecord> = live.map(|entry| EntryRecord::of(entry)).collect();
        entries.sort_by(|one, other| (&one.path, &one.id).cmp(&(&other.path, &other.id)));
        Self { entries, claims: counts.claims, dated: counts.dated }
    }

    /// Returns how the number of claims changed up to `now`.
    pub fn change_to(&self, now: &ClaimCounts) -> ClaimsChange {
        let change = |now: usize, before: usize| {
            i64::try_from(now).unwrap_or(i64::MAX).saturating_sub(i64::try_from(before).unwrap_or(i64::MAX))
        };
        ClaimsChange { claims: change(now.claims, self.claims), dated: change(now.dated, self.dated) }
    }
}

impl EntryRecord {
    fn of(entry: &Entry) -> Self {
        let cited = entry.body.citations.iter().map(|citation| CitedSentence {
            statement: mask(&statement_words(entry.file.slice(citation.sentence))),
            label: citation.label.value.clone(),
        });
        Self {
            path: entry.file.path().to_owned(),
            id: entry.id.clone(),
            title: mask(&entry.title.value),
            verified: entry.verified.as_ref().map(|verified| verified.on.value),
            claims: entry.claims.iter().map(ClaimRecord::of).collect(),
            cited: cited.collect(),
        }
    }
}

impl ClaimRecord {
    pub(super) fn of(claim: &Claim) -> Self {
        Self {
            id: claim.id.value.clone(),
            statement: mask(&statement_words(&claim.text.value)),
            verified: claim.verified.as_ref().map(|verified| verified.on.value),
            has_source: !claim.sources.is_empty(),
            has_quote: claim.sources.iter().any(|source| source.quote.is_some()),
        }
    }
}
