//! One file written beside its place and renamed there.

use super::disk::Disk;
use super::error::{PublishError, io};
use crate::platform::ordinary_file;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Writes one file beside its place and renames it there, so that a reader sees the old or the new one. The file
/// keeps its permissions.
///
/// # Errors
/// The folder cannot be made or written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Disk::default().create_folders(parent)?;
    let mut file = ordinary_file().tempfile_in(parent).map_err(io("create a file in", parent))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(io("write", path))?;
    if let Some(old) = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file) {
        file.as_file().set_permissions(old.permissions()).map_err(io("set the permissions of", path))?;
    }
    file.persist(path).map_err(|error| io("rename to", path)(error.error))?;
    Ok(())
}
