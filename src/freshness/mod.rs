//! How old each statement is: states with the day on which each begins, and why.
//!
//! In goes the library, out come [`Timeline`]s. No day of today enters: a page carries dates, and its reader picks the
//! last one that is not after the reader's own day. Whatever asks how old something is, asks a timeline: pages,
//! questionnaires, rules, the budget and the list of what is due.

mod cause;
mod change;
mod claim;
mod claim_counts;
mod entry;
mod interval;
mod kept_changes;
mod newer_release;
mod sentence;
mod source_change;
mod state;
mod text_change;
mod timeline;
mod verified;

#[cfg(test)]
mod tests;

pub use cause::{
    Cause, Check, Dispute, HardEnd, NewerRelease, Part, ReleaseOrigin, SourceChange, Term, Unattested, VerifierLeft,
};
pub use change::{Edit, TextChange};
pub use claim::claim_timeline;
pub use claim_counts::{ClaimCounts, ClaimsChange};
pub use entry::{EntryAges, claim_timelines, entry_timeline, own_timeline};
pub use interval::{ReviewInterval, claim_interval, entry_interval};
pub use newer_release::is_outdated_by;
pub use source_change::{SourceLook, source_looks};
pub use state::{Badge, State};
pub use text_change::{has_unknown_hash, text_change};
pub use timeline::{Step, Timeline, beginning};
pub use verified::verifier_left;
