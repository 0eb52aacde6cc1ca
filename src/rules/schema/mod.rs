//! The shape of what authors write, beyond what reading it shows.

mod long_summary;
mod unknown_value;

use super::unit::Unit;

pub(super) use unknown_value::RULE as UNKNOWN_VALUE;

/// The family's rules that are checked here; the others stand where front matter is read.
pub(super) static UNITS: [Unit; 2] =
    [Unit::entry(&long_summary::RULE, long_summary::check), Unit::entry(&unknown_value::RULE, unknown_value::check)];
