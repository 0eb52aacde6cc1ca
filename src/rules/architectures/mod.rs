//! What a reference architecture needs to be built from.

mod diagram_without_alt;
mod integration_incomplete;
mod undrawn_diagram;
mod unvalidated;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::entry(&diagram_without_alt::RULE, diagram_without_alt::check),
    Unit::entry(&integration_incomplete::RULE, integration_incomplete::check),
    Unit::entry(&undrawn_diagram::RULE, undrawn_diagram::check),
    Unit::entry(&unvalidated::RULE, unvalidated::check),
];
