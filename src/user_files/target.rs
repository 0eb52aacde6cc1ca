//! What a path leads to.

use super::error::{WriteError, io_error};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The most links that are followed, as in Linux's path resolution (`path_resolution(7)`).
const LINKS: usize = 40;

/// What a path leads to once links are followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A regular file, or none yet, at this path.
    File(PathBuf),
    /// A device, a pipe or a socket.
    Special(PathBuf),
}

impl Target {
    /// Follows `path`.
    ///
    /// # Errors
    /// A directory, a loop of links, or a part of the path that cannot be looked at.
    pub(super) fn of(path: &Path) -> Result<Self, WriteError> {
        // What the system shows of its own, such as /dev/stdout, is never replaced.
        let is_of_system = path.starts_with("/dev") || path.starts_with("/proc");
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => Err(WriteError::Directory(path.to_owned())),
            Ok(metadata) if !metadata.is_file() || is_of_system => Ok(Self::Special(path.to_owned())),
            Ok(_) => fs::canonicalize(path).map(Self::File).map_err(io_error("follow", path)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => missing(path),
            Err(cause) => Err(io_error("look at", path)(cause)),
        }
    }
}

/// Follows a path that ends in no file; links that lead to none are followed to the place of that file.
fn missing(path: &Path) -> Result<Target, WriteError> {
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&at) {
            Ok(link) => at = folder_of(&at).join(link),
            Err(_) => return in_real_folder(&at),
        }
    }
    Err(io_error("follow", path)(io::Error::other("too many links")))
}

/// Returns the new file at `path` with the links of its folder followed, so that a folder has one name and one lock.
fn in_real_folder(path: &Path) -> Result<Target, WriteError> {
    let folder = folder_of(path);
    create_dir_all(folder).map_err(io_error("create", folder))?;
    let name = path.file_name().ok_or_else(|| WriteError::Directory(path.to_owned()))?;
    let folder = folder.canonicalize().map_err(io_error("follow", folder))?;
    Ok(Target::File(folder.join(name)))
}

#[expect(clippy::disallowed_methods, reason = "user_files is the module that writes users' files")]
fn create_dir_all(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Returns the folder that `path` is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
