//! Approvals of entries.

mod approval_older_than_text;
mod same_person;
mod self_approved;
mod unapproved;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 3] = [
    Unit::entry(&approval_older_than_text::RULE, approval_older_than_text::check),
    Unit::entry(&self_approved::RULE, self_approved::check),
    Unit::entry(&unapproved::RULE, unapproved::check),
];
