//! What the library does with opportunities. Faults of the files themselves are found where they are read.

pub(super) mod missing_rate;
pub(super) mod missing_snapshot;
pub(super) mod open_stage;
mod place;
pub(super) mod refresh_failed;
pub(super) mod several_owners;
pub(super) mod shared_alias;
pub(super) mod stale_rate;
pub(super) mod stale_snapshot;
pub(super) mod tracked_snapshot;
mod unjoined;
pub(super) mod unknown_competitor;
pub(super) mod unknown_gap;
pub(super) mod unknown_terminal_stage;
pub(super) mod unread_pages;
