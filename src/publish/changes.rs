//! What differs between the old site and the new one, and how the new one came to the output.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// How the new site came to the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// It was there already.
    Unchanged,
    /// As a whole.
    Exchanged,
    /// File by file: readers could see files of both sites for a moment.
    InPlace,
}

/// What differs between the two sites.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Staged files that the old site does not have, by path below the site.
    pub(super) new: BTreeSet<String>,
    /// Staged files that the old site has with other bytes, by path below the site.
    pub(super) changed: BTreeSet<String>,
    /// Files of the old site that the new one does not have, as paths on disk.
    pub(super) removed: Vec<PathBuf>,
}
