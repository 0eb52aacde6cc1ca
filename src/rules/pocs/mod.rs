//! What a proof of concept needs so that it ends.

mod no_decision;
mod no_exit_criteria;
mod not_agreed;
mod overdue_results;
mod production_data;
mod silent_scope_growth;
mod stand_in;
mod too_long;
mod unmeasurable_criterion;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 8] = [
    Unit::entry(&no_decision::RULE, no_decision::check),
    Unit::entry(&no_exit_criteria::RULE, no_exit_criteria::check),
    Unit::entry(&not_agreed::RULE, not_agreed::check),
    Unit::entry(&overdue_results::RULE, overdue_results::check),
    Unit::entry(&production_data::RULE, production_data::check),
    Unit::entry(&silent_scope_growth::RULE, silent_scope_growth::check),
    Unit::entry(&too_long::RULE, too_long::check),
    Unit::entry(&unmeasurable_criterion::RULE, unmeasurable_criterion::check),
];
