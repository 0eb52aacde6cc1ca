//! What the sentences of a battlecard state about its competitor.
//!
//! In go the plain sentences of an entry and the names of all competitors, out come the sentences that state what a
//! competitor does, lacks, limits or costs. Knows nothing of citations.

mod features;
mod section;
mod stated;
mod subject;
mod table;

pub(super) use stated::stated;
pub(super) use table::uncited_rows;
