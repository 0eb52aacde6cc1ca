//! Why a shard could not be loaded.

use super::shard::FORMAT;

/// Why a shard could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// The bytes do not begin like a shard of this family.
    NotAShard,
    /// The shard has another version of the format.
    Version(u8),
    /// The shard ends early or contradicts itself.
    Broken,
    /// The index has no shard of this name.
    Unknown,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAShard => formatter.write_str("not a search shard of the expected family"),
            Self::Version(version) => write!(formatter, "search shard of format {version}, this engine reads {FORMAT}"),
            Self::Broken => formatter.write_str("search shard is cut or damaged"),
            Self::Unknown => formatter.write_str("the index has no search shard of this name"),
        }
    }
}

impl std::error::Error for LoadError {}
