//! What depends on an entry: open opportunities, counted once.

use super::link::LinkView;
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use serde::Serialize;

/// The open opportunities behind an entry or a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ExposureView {
    /// How many there are.
    pub(crate) count: usize,
    /// `3 open opportunities`.
    pub(crate) words: String,
    /// Their amounts, for readers who may see them.
    pub(crate) amount: Option<String>,
    /// The first day on which one of them closes, overdue ones included.
    pub(crate) next_close: Option<String>,
    /// All days on which one of them closes, for the script that finds the next.
    pub(crate) closes: String,
    /// The first of them to close.
    pub(crate) opportunities: Vec<LinkView>,
    /// Whether the source left rows out or amounts are missing, so that there may be more.
    pub(crate) is_incomplete: bool,
}

/// How many opportunities are named one by one.
const NAMED: usize = 5;

impl ExposureView {
    /// Counts `resting`; nothing if nothing depends on it.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, resting: &[&Opportunity]) -> Option<Self> {
        if resting.is_empty() {
            return None;
        }
        let count = resting.len();
        let mut days: Vec<String> =
            resting.iter().filter_map(|one| one.close_date).map(|day| day.to_string()).collect();
        days.dedup();
        let link = |one: &&Opportunity| LinkView {
            text: one.name.clone(),
            href: catalogue.opportunity_address(&one.id).map(|address| from.link(address)),
        };
        Some(Self {
            count,
            words: if count == 1 { "1 open opportunity".to_owned() } else { format!("{count} open opportunities") },
            amount: catalogue.total(resting),
            next_close: days.first().cloned(),
            closes: days.iter().take(40).cloned().collect::<Vec<_>>().join(" "),
            opportunities: resting.iter().take(NAMED).map(link).collect(),
            is_incomplete: catalogue.snapshot.is_some_and(|snapshot| !snapshot.complete)
                || (catalogue.shows_amounts && resting.iter().any(|one| one.amount.is_none())),
        })
    }
}
