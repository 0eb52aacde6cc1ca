//! What a proof of concept needs so that it ends.

mod no_decision;
mod no_exit_criteria;
mod not_agreed;
mod overdue_results;
mod production_data;
mod silent_scope_growth;
mod too_long;
mod unmeasurable_criterion;

use super::unit::Unit;
use crate::hold::is_only_placeholder;

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

/// Words that say that there is nothing yet, besides placeholders.
const EMPTY: [&str; 6] = ["none", "n/a", "na", "open", "to be defined", "to be decided"];

/// Returns whether `text` is only a placeholder.
pub(super) fn is_stand_in(text: &str) -> bool {
    let bare = text.trim().trim_end_matches('.').to_lowercase();
    is_only_placeholder(text) || EMPTY.contains(&bare.as_str())
}
