//! Input are analysed documents, output are the shards of an index.
//!
//! The documents are ordered by kind and then by id, whatever order they come in, and everything follows from that
//! order: the same documents give the same bytes.

mod files;
mod index;
mod lists;

pub use index::{Built, build, build_from, build_keeping};
