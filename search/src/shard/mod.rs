//! The files of an index, and their names.
//!
//! | family | holds | how many |
//! |---|---|---|
//! | `meta` | counts, bounds, names of all other shards, synonyms | one, read first |
//! | `t` | sorted terms with their postings | by bytes |
//! | `f`, `b` | words as written, by how they begin and how their stems end, for typos | by bytes |
//! | `c` | which documents have each value of a facet | by facet and 16,384 documents |
//! | `r` | what results show | by documents |
//!
//! A name is the family, a number and a hash of the bytes (`t12-09af3c`): a file never changes under its name, so it may
//! be cached for ever, and an unchanged one need not be written again. Every shard begins with `FBS`, the version of the
//! format and its family.

pub(crate) mod blocks;
pub(crate) mod facets;
mod family;
mod load_error;
pub(crate) mod meta;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod shard;
pub(crate) mod spelling;
pub(crate) mod terms;

pub(crate) use family::{Family, hash, push_decimal};
pub use load_error::LoadError;
pub use shard::{FORMAT, Shard};
