//! The files that Git holds, completed with the roots that it does not.

use super::committed::CommittedFiles;
use super::disk::DiskFiles;
use super::error::InputError;
use super::files::{Asset, Files, HiddenFiles, Listing, ReadFault, Stamp};

/// The files of a commit or of the Git index, and from disk the roots of which Git holds no file, such as an ignored
/// repository of their own.
#[derive(Debug)]
pub struct VersionedFiles {
    git: CommittedFiles,
    disk: DiskFiles,
    /// The roots that are taken from disk, as paths from the site's folder.
    from_disk: Vec<String>,
}

impl VersionedFiles {
    /// Joins what Git holds and the roots `from_disk`.
    pub fn new(git: CommittedFiles, disk: DiskFiles, from_disk: Vec<String>) -> Self {
        Self { git, disk, from_disk }
    }

    fn source_of(&self, path: &str) -> &dyn Files {
        let is_below = |root: &String| {
            path.strip_prefix(root.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if self.from_disk.iter().any(is_below) { &self.disk } else { &self.git }
    }
}

impl Files for VersionedFiles {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        self.source_of(folder).list(folder, hidden)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        self.source_of(path).read(path, limit)
    }

    fn contains(&self, path: &str) -> bool {
        self.source_of(path).contains(path)
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.source_of(folder).has_folder(folder)
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        self.source_of(path).measure(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.source_of(path).stamp(path)
    }
}
