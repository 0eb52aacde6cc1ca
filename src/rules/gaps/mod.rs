//! What the product lacks.

mod duplicate_gap;
mod shipped_without_version;
mod unknown_opportunity;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 3] = [
    Unit::library(&duplicate_gap::RULE, duplicate_gap::check),
    Unit::entry(&shipped_without_version::RULE, shipped_without_version::check),
    Unit::entry(&unknown_opportunity::RULE, unknown_opportunity::check),
];
