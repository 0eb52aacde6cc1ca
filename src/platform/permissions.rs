//! Permissions of new files and folders.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;
use tempfile::Builder;

/// Begins a temporary file with the permissions of an ordinary one, which the umask restricts.
#[cfg(unix)]
pub(crate) fn ordinary_file() -> Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = Builder::new();
    builder.permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

/// Begins a temporary file.
#[cfg(not(unix))]
pub(crate) fn ordinary_file() -> Builder<'static, 'static> {
    Builder::new()
}

/// Creates a folder that only its owner may enter.
///
/// # Errors
///
/// The folder cannot be created.
#[cfg(unix)]
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    DirBuilder::new().mode(0o700).create(path)
}

/// Creates a folder with the permissions of the one above it.
///
/// # Errors
///
/// The folder cannot be created.
#[cfg(not(unix))]
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}
