//! What makes a card usable in ten minutes.

mod claim_without_proof;
mod missing_section;
mod too_few_questions;
mod too_long_front;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::entry(&claim_without_proof::RULE, claim_without_proof::check),
    Unit::entry(&missing_section::RULE, missing_section::check),
    Unit::entry(&too_few_questions::RULE, too_few_questions::check),
    Unit::entry(&too_long_front::RULE, too_long_front::check),
];
