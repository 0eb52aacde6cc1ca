//! One file written beside its place and renamed there.

use super::disk::Disk;
use super::error::{PublishError, io};
use crate::platform::{Call, ordinary_file};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Writes one file beside its place and renames it there, so that a reader sees the old or the new one. The file
/// keeps its permissions.
///
/// # Errors
/// The folder cannot be made or written.
pub fn write_atomically(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    disk.create_folders(parent)?;
    let created = disk.before(Call::Create, parent).and_then(|()| ordinary_file().tempfile_in(parent));
    let mut file = created.map_err(io("create a file in", parent))?;
    let written = disk.before(Call::Write, path).and_then(|()| file.write_all(bytes));
    written.and_then(|()| file.as_file().sync_all()).map_err(io("write", path))?;
    if let Some(old) = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file) {
        file.as_file().set_permissions(old.permissions()).map_err(io("set the permissions of", path))?;
    }
    let renamed = disk.before(Call::Rename, path).and_then(|()| file.persist(path).map_err(|error| error.error));
    renamed.map_err(io("rename to", path))?;
    Ok(())
}
