//! What the product lacks.

pub(super) mod duplicate_gap;
pub(super) mod shipped_without_version;
pub(super) mod unknown_opportunity;
