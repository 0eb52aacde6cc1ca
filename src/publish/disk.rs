//! The calls to the file system with which a site is published.
//!
//! Each asks the hook first, so that a test can make it fail.

use super::error::{PublishError, io};
use crate::platform::{self, Call, DiskHook};
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The file system.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    hook: DiskHook,
}

/// What a folder says of something in it.
#[derive(Debug)]
pub(super) struct FolderEntry {
    /// Its name.
    pub(super) name: OsString,
    /// Whether it is a file, a folder or something else.
    pub(super) kind: FileType,
    /// Its number in the file system; 0 if the system has none.
    pub(super) number: u64,
}

impl Disk {
    /// Makes a file system whose calls ask `hook` first.
    pub fn new(hook: DiskHook) -> Self {
        Self { hook }
    }

    /// Asks the hook; for calls that are made elsewhere.
    pub(super) fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        self.hook.before(call, path)
    }

    fn make<T>(&self, call: Call, path: &Path, make: impl FnOnce() -> io::Result<T>) -> Result<T, PublishError> {
        self.before(call, path).and_then(|()| make()).map_err(failed(call, path))
    }

    /// Returns what is at `path`, without following a link; `None` if nothing is.
    pub(super) fn look(&self, path: &Path) -> Result<Option<Metadata>, PublishError> {
        self.make(Call::Look, path, || match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(cause) => Err(cause),
        })
    }

    /// Returns the paths in the folder at `path`.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that lists the output")]
    pub(super) fn list(&self, path: &Path) -> Result<Vec<PathBuf>, PublishError> {
        self.make(Call::List, path, || fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect())
    }

    /// Returns what is in the folder at `path`.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that lists the output")]
    pub(super) fn entries(&self, path: &Path) -> Result<Vec<FolderEntry>, PublishError> {
        self.make(Call::List, path, || {
            let entry = |entry: io::Result<fs::DirEntry>| {
                let entry = entry?;
                let number = platform::entry_number(&entry);
                Ok(FolderEntry { name: entry.file_name(), kind: entry.file_type()?, number })
            };
            fs::read_dir(path)?.map(entry).collect()
        })
    }

    #[expect(clippy::disallowed_methods, reason = "publish is the module that compares the output with the disk")]
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, PublishError> {
        self.make(Call::Read, path, || fs::read(path))
    }

    pub(super) fn read_link(&self, path: &Path) -> Result<PathBuf, PublishError> {
        self.make(Call::ReadLink, path, || fs::read_link(path))
    }

    /// Makes a folder and those above it.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn create_folders(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::CreateFolder, path, || fs::create_dir_all(path))
    }

    /// Makes a folder that only its owner may enter.
    pub(super) fn create_private_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::CreateFolder, path, || platform::create_private_folder(path))
    }

    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    /// Writes a file as it is, without flushing it.
    ///
    /// # Errors
    /// It cannot be created or written.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        let mut file = self.make(Call::Create, path, || fs::File::create(path))?;
        self.make(Call::Write, path, || file.write_all(bytes))
    }

    /// Copies a file; the error names `from`.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn copy(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.make(Call::Copy, from, || fs::copy(from, to).map(drop))
    }

    /// Gives the file at `old` a second name, or copies it where the file system has no second names.
    pub(super) fn link(&self, old: &Path, new: &Path) -> Result<(), PublishError> {
        let linked = self.before(Call::Link, old).and_then(|()| fs::hard_link(old, new));
        linked.or_else(|_| self.copy(old, new))
    }

    /// Renames; the caller decides what a failure means.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Call::Rename, from)?;
        fs::rename(from, to)
    }

    /// Lets two folders change their names in one call; the caller decides what a failure means.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.before(Call::Exchange, other)?;
        platform::exchange(one, other)
    }

    /// Removes a folder with all that is in it, if it exists.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::Remove, path, || absent_is_removed(fs::remove_dir_all(path)))
    }

    /// Removes a file, if it exists.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::Remove, path, || absent_is_removed(fs::remove_file(path)))
    }

    /// Removes a folder if nothing is in it.
    pub(super) fn remove_empty_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::Remove, path, || match fs::remove_dir(path) {
            Err(cause) if cause.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
            done => absent_is_removed(done),
        })
    }

    /// Writes everything that the file system of `path` holds in memory to its disk.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    pub(super) fn flush(&self, path: &Path) -> Result<(), PublishError> {
        self.make(Call::Flush, path, || flush(&fs::File::open(path)?))
    }
}

/// Returns the conversion of the cause of a failed call on `path`.
pub(super) fn failed(call: Call, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    io(call.attempt(), path)
}

/// Returns whether `cause` is what is answered if a folder is a mount point, or is in a lower layer of an overlay.
pub(super) fn is_immovable(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::ResourceBusy | ErrorKind::CrossesDevices)
}

fn absent_is_removed(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(target_os = "linux")]
fn flush(folder: &fs::File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(folder)?)
}

#[cfg(not(target_os = "linux"))]
fn flush(folder: &fs::File) -> io::Result<()> {
    folder.sync_all()
}
