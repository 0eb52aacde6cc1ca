//! How large a document may be.

/// The deepest nesting that front matter and data files may have.
pub(super) const DEPTH: usize = 16;
/// The most values one document may hold.
pub(super) const NODES: usize = 60_000;
/// The most bytes that the scalars of one document may have.
pub(super) const SCALAR_BYTES: usize = 1 << 20;
