//! The sites that a folder of sites has.

use super::disk::Disk;
use super::error::PublishError;
use super::marker::MARKER;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the names of the folders in `folder` that are sites.
///
/// # Errors
/// The folder cannot be read.
pub fn published_sites(disk: &Disk, folder: &Path) -> Result<BTreeSet<String>, PublishError> {
    let mut names = BTreeSet::new();
    for path in disk.list(folder)? {
        if disk.look(&path.join(MARKER))?.is_some() {
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    Ok(names)
}
