//! How old each statement is on one day.

mod brought_by_time;
pub(super) mod challenged;
pub(super) mod expired;
pub(super) mod inactive_verifier;
pub(super) mod long_interval;
pub(super) mod never_verified;
pub(super) mod over_budget;
mod part;
mod stale;
pub(super) mod stale_claim;
pub(super) mod stale_entry;
pub(super) mod text_changed_since_verified;
pub(super) mod verified_in_future;

pub(super) use brought_by_time::BROUGHT_BY_TIME;
pub(super) use part::{AgingPart, aging_parts, verify_command};
