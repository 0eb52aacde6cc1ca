//! Digests that people write: the same form as those that are made.

mod too_long;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 1] = [Unit::entry(&too_long::RULE, too_long::check)];
