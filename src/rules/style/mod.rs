//! Words that do not help the reader.

mod dropped_html;
mod filler;
mod jargon;
mod spelling;
mod unexpanded_acronym;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 5] = [
    Unit::entry(&dropped_html::RULE, dropped_html::check),
    Unit::entry(&filler::RULE, filler::check),
    Unit::entry(&jargon::RULE, jargon::check),
    Unit::entry(&spelling::RULE, spelling::check),
    Unit::entry(&unexpanded_acronym::RULE, unexpanded_acronym::check),
];
