//! What binds the company when a customer reads it: plans, guarantees, prices.

mod binding;
mod guarantee;
mod not_available;
mod price_term;
mod roadmap_promise;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 4] = [
    Unit::entry(&guarantee::RULE, guarantee::check),
    Unit::entry(&not_available::RULE, not_available::check),
    Unit::entry(&price_term::RULE, price_term::check),
    Unit::entry(&roadmap_promise::RULE, roadmap_promise::check),
];
