//! What the library does with opportunities. Faults of the files themselves are found where they are read.

pub(super) mod missing_snapshot;
pub(super) mod open_stage;
mod place;
pub(super) mod refresh_failed;
pub(super) mod stale_snapshot;
pub(super) mod tracked_snapshot;
pub(super) mod unknown_terminal_stage;
