//! Digests that people write: the same form as those that are made.

pub(super) mod too_long;
