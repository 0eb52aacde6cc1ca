//! What supports a statement: sources, quotes, citations.
//!
//! Only what is in the repository is checked here; whether a page still says it is in the records of `evidence`.

mod comparison;
pub(super) mod dead_link;
mod looks;
pub(super) mod missing_quote;
pub(super) mod newer_release;
pub(super) mod quote_changed;
pub(super) mod quote_gone;
pub(super) mod short_quote;
pub(super) mod source_blocked;
pub(super) mod source_moved;
pub(super) mod source_unreachable;
pub(super) mod uncited_claim;
pub(super) mod uncited_comparison;
pub(super) mod unknown_claim;
pub(super) mod unread_note;
pub(super) mod unsourced_claim;
pub(super) mod vague_claim;
pub(super) mod weak_source;
pub(super) mod weakened;
