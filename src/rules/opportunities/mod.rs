//! What the library does with opportunities. Faults of the files themselves are found where they are read.

mod stale_snapshot;

use super::unit::Unit;

/// The family's rules that are checked here.
pub(super) static UNITS: [Unit; 1] = [Unit::library(&stale_snapshot::RULE, stale_snapshot::check)];
