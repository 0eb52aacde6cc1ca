//! A folder that no other run of this program writes users' files in.

use super::error::{WriteError, io_error};
use crate::platform::{has_no_locks, ordinary_file};
use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the name of a temporary file begins with.
const BEGINNING: &str = ".fieldbook-";
/// What it ends with.
const ENDING: &str = ".tmp";
/// How often a lock is tried.
const TRIES: u32 = 500;
/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// A folder with its lock; the lock is on the folder itself, so that no file is left of it.
#[derive(Debug)]
pub(super) struct LockedFolder {
    path: PathBuf,
    /// `None` on systems that cannot open folders.
    handle: Option<fs::File>,
}

impl LockedFolder {
    /// Locks the folder and removes what an interrupted run left in it.
    ///
    /// Where the file system has no locks, nothing is removed, and only the comparison guards a file.
    ///
    /// # Errors
    /// The folder cannot be opened or listed, or another process keeps it locked.
    pub(super) fn new(path: &Path) -> Result<Self, WriteError> {
        let handle = open(path).map_err(io_error("open", path))?;
        let folder = Self { path: path.to_owned(), handle };
        let Some(handle) = &folder.handle else { return Ok(folder) };
        for _ in 0..TRIES {
            match handle.try_lock() {
                Ok(()) => {
                    folder.clean()?;
                    return Ok(folder);
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Interrupted => {}
                // Some network file systems lock no folders.
                Err(TryLockError::Error(cause)) if has_no_locks(&cause) => return Ok(folder),
                Err(TryLockError::Error(cause)) => return Err(io_error("lock", path)(cause)),
            }
            std::thread::sleep(PAUSE);
        }
        Err(WriteError::Busy(path.to_owned()))
    }

    /// Creates a temporary file in the folder; it is removed when it is dropped.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(super) fn temporary(&self) -> Result<tempfile::NamedTempFile, WriteError> {
        ordinary_file()
            .prefix(BEGINNING)
            .suffix(ENDING)
            .tempfile_in(&self.path)
            .map_err(io_error("create a file in", &self.path))
    }

    /// Flushes the names in the folder.
    ///
    /// # Errors
    /// The system cannot flush them.
    pub(super) fn flush(&self) -> Result<(), WriteError> {
        let Some(handle) = &self.handle else { return Ok(()) };
        match handle.sync_all() {
            // Some file systems flush no folders.
            Err(cause) if cause.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result.map_err(io_error("flush", &self.path)),
        }
    }

    /// Removes temporary files; only the holder of the lock makes any.
    fn clean(&self) -> Result<(), WriteError> {
        for entry in read_dir(&self.path).map_err(io_error("list", &self.path))? {
            let entry = entry.map_err(io_error("list", &self.path))?;
            let name = entry.file_name();
            let is_ours = name.to_str().is_some_and(|name| name.starts_with(BEGINNING) && name.ends_with(ENDING));
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_ours && is_file {
                remove_file(&entry.path()).map_err(io_error("remove", &entry.path()))?;
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "user_files is the module that writes users' files")]
fn open(path: &Path) -> io::Result<Option<fs::File>> {
    fs::File::open(path).map(Some)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the version for Unix can fail")]
fn open(_: &Path) -> io::Result<Option<fs::File>> {
    Ok(None)
}

#[expect(clippy::disallowed_methods, reason = "user_files is the module that writes users' files")]
fn read_dir(path: &Path) -> io::Result<fs::ReadDir> {
    fs::read_dir(path)
}

#[expect(clippy::disallowed_methods, reason = "user_files is the module that writes users' files")]
fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}
