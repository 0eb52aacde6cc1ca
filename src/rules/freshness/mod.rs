//! How old each statement is on one day.

mod challenged;
mod expired;
mod inactive_verifier;
mod never_verified;
mod over_budget;
mod part;
mod stale;
mod stale_claim;
mod stale_entry;
mod text_changed_since_verified;
mod verified_in_future;

use super::unit::Unit;
use crate::finding::Rule;

pub(super) use part::{AgingPart, aging_parts};

/// The family's rules.
pub(super) static UNITS: [Unit; 9] = [
    Unit::entry(&challenged::RULE, challenged::check),
    Unit::entry(&expired::RULE, expired::check),
    Unit::entry(&inactive_verifier::RULE, inactive_verifier::check),
    Unit::entry(&never_verified::RULE, never_verified::check),
    Unit::library(&over_budget::RULE, over_budget::check),
    Unit::entry(&stale_claim::RULE, stale_claim::check),
    Unit::entry(&stale_entry::RULE, stale_entry::check),
    Unit::entry(&text_changed_since_verified::RULE, text_changed_since_verified::check),
    Unit::entry(&verified_in_future::RULE, verified_in_future::check),
];

/// Rules whose findings come and go with the days alone; `freshness.fail = false` makes them warnings.
pub(super) static BROUGHT_BY_TIME: [&Rule; 4] =
    [&expired::RULE, &over_budget::RULE, &stale_claim::RULE, &stale_entry::RULE];
