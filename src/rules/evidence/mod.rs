//! What supports a statement: sources, quotes, citations.
//!
//! Only what is in the repository is checked here; whether a page on the web still says it, `evidence` at a higher
//! floor finds out.

mod missing_quote;
mod newer_release;
mod uncited_claim;
mod uncited_comparison;
mod unknown_claim;
mod unsourced_claim;
mod vague_claim;
mod weak_source;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 8] = [
    Unit::entry(&missing_quote::RULE, missing_quote::check),
    Unit::entry(&newer_release::RULE, newer_release::check),
    Unit::entry(&uncited_claim::RULE, uncited_claim::check),
    Unit::entry(&uncited_comparison::RULE, uncited_comparison::check),
    Unit::entry(&unknown_claim::RULE, unknown_claim::check),
    Unit::entry(&unsourced_claim::RULE, unsourced_claim::check),
    Unit::entry(&vague_claim::RULE, vague_claim::check),
    Unit::entry(&weak_source::RULE, weak_source::check),
];
