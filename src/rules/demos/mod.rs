//! What a demo needs to survive the day.

mod no_fallback;
mod single_presenter;
mod too_long;
mod unmapped_section;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::entry(&no_fallback::RULE, no_fallback::check),
    Unit::entry(&single_presenter::RULE, single_presenter::check),
    Unit::entry(&too_long::RULE, too_long::check),
    Unit::entry(&unmapped_section::RULE, unmapped_section::check),
];
