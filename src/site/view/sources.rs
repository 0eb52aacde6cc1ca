//! How many pages of sources still say what claims quote.

use super::link::LinkView;
use super::look::failed;
use super::parts::claim_href;
use crate::config::Status;
use crate::evidence::{ReachKind, Verdict, host_of};
use crate::freshness::{SourceLook, source_looks};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many quotes there are in each state of their page, and those that need a person.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourcesView {
    /// Each state that occurs, with its number.
    counts: Vec<SourceCount>,
    /// The quotes of claims whose page changed, is gone, or cannot be looked at.
    rows: Vec<SourceRow>,
    /// How many more there are.
    more: usize,
}

#[derive(Debug, Clone, Serialize)]
struct SourceCount {
    state: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct SourceRow {
    claim: LinkView,
    host: String,
    state: &'static str,
    words: &'static str,
    since: String,
}

/// The state of the page of a quote, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SourceState {
    Changed,
    Gone,
    Unreachable,
    Blocked,
    Unread,
    Ok,
    NoLook,
}

/// How many quotes are named.
const NAMED: usize = 50;

impl SourceState {
    fn of(look: &SourceLook<'_>) -> Self {
        let failed = failed(look).map(|reach| match reach.why.kind() {
            ReachKind::Blocked => Self::Blocked,
            ReachKind::Unreachable => Self::Unreachable,
            ReachKind::Unread => Self::Unread,
        });
        match look.recorded.map(|(record, _)| record.verdict) {
            Some(Verdict::Changed) => Self::Changed,
            Some(Verdict::Missing | Verdict::Gone) => Self::Gone,
            Some(Verdict::Match | Verdict::Moved) => failed.unwrap_or(Self::Ok),
            None => failed.unwrap_or(Self::NoLook),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::Unreachable => "unreachable",
            Self::Blocked => "blocked",
            Self::Unread => "unread",
            Self::Ok => "still there",
            Self::NoLook => "without a look",
        }
    }
}

impl SourcesView {
    /// Counts the quotes of claims on the page at `from`; `None` before the first look.
    pub(super) fn new(catalogue: &Catalogue<'_>, from: &Address) -> Option<Self> {
        let library = catalogue.input.library;
        let mut counts = BTreeMap::<SourceState, usize>::new();
        let mut rows = Vec::new();
        for entry in library.entries().iter().filter(|entry| entry.status.value <= Status::Approved) {
            for claim in &entry.claims {
                for look in source_looks(claim, entry, library) {
                    let state = SourceState::of(&look);
                    *counts.entry(state).or_default() += 1;
                    let record = look.recorded.map(|(record, _)| record);
                    let (words, since) = match (state, record, failed(&look)) {
                        (SourceState::Ok | SourceState::NoLook, ..) => continue,
                        (SourceState::Changed | SourceState::Gone, Some(record), _) => (record.words(), record.since),
                        (_, _, Some(reach)) => (reach.why.words(), reach.since),
                        _ => continue,
                    };
                    let host = host_of(&look.source.url.value).unwrap_or_default();
                    let href = Some(claim_href(catalogue, from, entry, &claim.id.value));
                    let link = LinkView { text: claim.text.value.clone(), href };
                    let row = SourceRow { claim: link, host, state: state.word(), words, since: since.to_string() };
                    rows.push((state, row));
                }
            }
        }
        if counts.keys().all(|state| *state == SourceState::NoLook) {
            return None;
        }
        rows.sort_by(|(one, first), (other, second)| (one, &second.since).cmp(&(other, &first.since)));
        let more = rows.len().saturating_sub(NAMED);
        let counts = counts.into_iter().map(|(state, count)| SourceCount { state: state.word(), count }).collect();
        Some(Self { counts, rows: rows.into_iter().map(|(_, row)| row).take(NAMED).collect(), more })
    }
}
