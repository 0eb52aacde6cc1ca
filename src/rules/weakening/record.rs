//! What a state of a site held as evidence.

use super::decision_record::{Decisions, days};
use super::statement::statement_words;
use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{ClaimCounts, ClaimsChange, claim_interval};
use crate::library::Library;
use crate::rules::baseline::Baseline;
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
    pub(super) decisions: Decisions,
    /// Whether there was anything to record; before the first commit there was not.
    pub(super) is_known: bool,
}

/// The evidence of one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EntryRecord {
    pub(super) path: String,
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) is_approved: bool,
    /// Which text it had: 16 hexadecimal digits of BLAKE3 over its body.
    pub(super) text: String,
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
    pub(super) topic: Option<String>,
    /// How long a check of it holds, in days.
    pub(super) interval_days: u32,
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
    /// Records the evidence of `library` on `today`, and the site's decisions about its checks; credentials in statements
    /// are masked.
    pub fn of(library: &Library, settings: &Settings, baseline: Option<&Baseline>, today: NaiveDate) -> Self {
        let counts = ClaimCounts::of(library, settings, today);
        let live = library.entries().iter().filter(|entry| entry.status.value <= Status::Approved);
        let mut entries: Vec<EntryRecord> = live.map(|entry| EntryRecord::of(entry, settings)).collect();
        entries.sort_by(|one, other| (&one.path, &one.id).cmp(&(&other.path, &other.id)));
        let decisions = Decisions::of(library, settings, baseline);
        Self { entries, claims: counts.claims, dated: counts.dated, decisions, is_known: true }
    }

    /// Returns the ids of its entries.
    pub(in crate::rules) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// Returns whether the baseline had an entry with this fingerprint.
    pub(in crate::rules) fn had_in_baseline(&self, fingerprint: &str) -> bool {
        self.decisions.baseline.contains(fingerprint)
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
    fn of(entry: &Entry, settings: &Settings) -> Self {
        let cited = entry.body.citations.iter().map(|citation| CitedSentence {
            statement: mask(&statement_words(entry.file.slice(citation.sentence))),
            label: citation.label.value.clone(),
        });
        Self {
            path: entry.file.path().to_owned(),
            id: entry.id.clone(),
            kind: entry.kind.word().to_owned(),
            is_approved: entry.status.value == Status::Approved,
            text: text_hash(entry),
            verified: entry.verified.as_ref().map(|verified| verified.on.value),
            claims: entry.claims.iter().map(|claim| ClaimRecord::of(claim, entry, settings)).collect(),
            cited: cited.collect(),
        }
    }
}

impl ClaimRecord {
    fn of(claim: &Claim, entry: &Entry, settings: &Settings) -> Self {
        Self {
            id: claim.id.value.clone(),
            statement: statement_of(claim),
            verified: claim.verified.as_ref().map(|verified| verified.on.value),
            has_source: !claim.sources.is_empty(),
            has_quote: claim.sources.iter().any(|source| source.quote.is_some()),
            topic: claim.topic.as_ref().map(|topic| topic.value.word().to_owned()),
            interval_days: days(claim_interval(claim, entry, settings).interval),
        }
    }
}

/// Returns the words of the statement of `claim`, as a record has them.
pub(super) fn statement_of(claim: &Claim) -> String {
    mask(&statement_words(&claim.text.value))
}

/// Returns which text the body of `entry` has.
pub(super) fn text_hash(entry: &Entry) -> String {
    blake3::hash(entry.text().as_bytes()).to_hex().chars().take(16).collect()
}
