//! The open opportunities that depend on an entry, on its page.

use super::parts::{OpportunityRow, opportunity_row};
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use serde::Serialize;

/// How many opportunities the page of an entry lists.
const SHOWN: usize = 100;

/// The first opportunities to close, and how many there are.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DealsView {
    rows: Vec<OpportunityRow>,
    count: usize,
    /// How many are not listed.
    more: usize,
    /// The list of all.
    all: String,
}

impl DealsView {
    /// Lists `opportunities`, which are sorted by close date, on the page at `from`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, opportunities: &[&Opportunity]) -> Self {
        Self {
            rows: opportunities.iter().take(SHOWN).map(|one| opportunity_row(catalogue, from, one)).collect(),
            count: opportunities.len(),
            more: opportunities.len().saturating_sub(SHOWN),
            all: from.link(&PageKind::Opportunities.address()),
        }
    }
}
