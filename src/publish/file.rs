//! One file of a site that is published.

use std::path::PathBuf;

/// One file of a site.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the site, with `/` between its parts.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Bytes that were made.
    Bytes(Vec<u8>),
    /// Compressed bytes, with their plain text for the sweep.
    Packed {
        /// What is written.
        bytes: Vec<u8>,
        /// What it holds.
        plain: Vec<u8>,
    },
    /// A copy of a file on disk.
    Copy(PathBuf),
}

impl File {
    /// Returns whether its path can only name a file below the site, on any file system.
    pub(super) fn is_inside(&self) -> bool {
        !self.path.is_empty()
            && self.path.split('/').all(|part| {
                !matches!(part, "" | "." | "..")
                    && part.len() <= 255
                    && !part.contains(['\\', '\0', ':'])
                    && !part.chars().any(char::is_control)
            })
    }
}
