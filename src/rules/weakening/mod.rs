//! How a change makes evidence worse: dates, sources, quotes and citations that it removes while what they
//! support stays; and what it decides about checks, for reviewers to see.
//!
//! In goes what an earlier state of the site held as evidence, an [`EvidenceRecord`] that can be kept on disk, and the
//! present library; out come findings of `evidence/weakened`.

mod compare;
mod decision_record;
mod decisions;
mod losses;
mod moved;
mod record;
mod statement;
mod verified_together;
mod warning;

pub use compare::{Comparison, weakened};
pub use record::EvidenceRecord;
