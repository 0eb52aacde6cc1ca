//! The shape of what authors write, beyond what reading it shows.

pub(super) mod long_summary;
pub(super) mod unknown_value;

pub(super) use unknown_value::RULE as UNKNOWN_VALUE;
