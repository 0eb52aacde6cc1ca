//! What a win plan needs so that it is more than hope.

mod fewer_than_three_risks;
mod not_agreed;
mod risk_without_mitigation;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 3] = [
    Unit::entry(&fewer_than_three_risks::RULE, fewer_than_three_risks::check),
    Unit::entry(&not_agreed::RULE, not_agreed::check),
    Unit::entry(&risk_without_mitigation::RULE, risk_without_mitigation::check),
];
