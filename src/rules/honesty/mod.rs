//! What keeps a battlecard believable: where we lose, no insults, no rumours, no trick questions.

mod disparagement;
mod hearsay;
mod loaded_question;
mod no_losses;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::entry(&disparagement::RULE, disparagement::check),
    Unit::entry(&hearsay::RULE, hearsay::check),
    Unit::entry(&loaded_question::RULE, loaded_question::check),
    Unit::entry(&no_losses::RULE, no_losses::check),
];
