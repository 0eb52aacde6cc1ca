//! What the library does with opportunities. Faults of the files themselves are found where they are read.

pub(super) mod stale_snapshot;
