//! The files that the next commit would have.

use super::committed::CommittedFiles;
use super::disk::DiskFiles;
use super::error::InputError;
use super::files::{Asset, Files, HiddenFiles, Listing, ReadFault, Stamp};
use super::inventory::read_site_settings;

/// The Git index, and from disk the private roots of which it holds no file, such as an ignored repository of their
/// own.
#[derive(Debug)]
pub struct StagedFiles {
    index: CommittedFiles,
    disk: DiskFiles,
    /// The private roots that are taken from disk, each with a `/` at its end.
    from_disk: Vec<String>,
}

impl StagedFiles {
    /// Joins the index and the disk; the staged settings name the private roots.
    ///
    /// # Errors
    /// A private root is staged as something other than a folder, or Git cannot read the settings.
    pub fn new(index: CommittedFiles, disk: DiskFiles) -> Result<Self, InputError> {
        // What is wrong with the settings is reported when the site is read.
        let (settings, _) = read_site_settings(&index)?;
        let mut from_disk = Vec::new();
        for root in settings.roots.iter().filter(|root| root.private) {
            if index.list(&root.path.value, HiddenFiles::Listed)?.files.is_empty() {
                from_disk.push(format!("{}/", root.path.value));
            }
        }
        Ok(Self { index, disk, from_disk })
    }

    fn source_of(&self, path: &str) -> &dyn Files {
        let is_below = |root: &String| path.starts_with(root.as_str()) || path == root.trim_end_matches('/');
        if self.from_disk.iter().any(is_below) { &self.disk } else { &self.index }
    }
}

impl Files for StagedFiles {
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
