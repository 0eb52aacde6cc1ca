//! One file of an index.

/// The version of the format; an engine reads exactly its own.
pub const FORMAT: u8 = 2;

/// One file of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// The file's name without an extension, unique in its index.
    pub name: String,
    /// Its bytes, uncompressed.
    pub bytes: Vec<u8>,
}

impl Shard {
    /// The name of the shard that is read first.
    pub const META: &'static str = "meta";
}
