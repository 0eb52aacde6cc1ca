//! Links and ids that lead somewhere.

pub(super) mod address_gone;
pub(super) mod broken_anchor;
pub(super) mod broken_internal;
pub(super) mod orphan;
pub(super) mod redirect_conflict;
mod respelling;
pub(super) mod superseded_target;
pub(super) mod unpublished_file;

pub use address_gone::gone_addresses;
pub use redirect_conflict::RULE as REDIRECT_CONFLICT;
