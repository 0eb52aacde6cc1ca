//! Links and ids that lead somewhere.

pub(super) mod broken_anchor;
pub(super) mod broken_internal;
pub(super) mod orphan;
mod respelling;
pub(super) mod superseded_target;
pub(super) mod unpublished_file;
