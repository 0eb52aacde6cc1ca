//! What a proof of concept needs so that it ends.

pub(super) mod no_decision;
pub(super) mod no_exit_criteria;
pub(super) mod not_agreed;
pub(super) mod overdue_results;
pub(super) mod production_data;
pub(super) mod silent_scope_growth;
mod stand_in;
pub(super) mod too_long;
pub(super) mod unmeasurable_criterion;
