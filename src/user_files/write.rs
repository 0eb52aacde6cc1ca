//! The write: compare, flush, exchange, compare again.

use super::error::{WriteError, io_error};
use super::locked_folder::LockedFolder;
use super::step::step;
use super::target::{Target, folder_of};
use crate::platform::{self, exchange, has_no_exchange};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use tempfile::{NamedTempFile, TempPath};

/// What must be at a path before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected<'a> {
    /// No file.
    Nothing,
    /// A file with these bytes, as they were read.
    Content(&'a [u8]),
    /// Anything: the file is one that this program made.
    Anything,
}

/// One file to write.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Where.
    pub path: &'a Path,
    /// The new bytes.
    pub bytes: &'a [u8],
    /// What must be there before. A device, pipe or socket is written to in any case.
    pub expected: Expected<'a>,
}

/// Writes one file.
///
/// # Errors
/// See [`WriteError`]; the file is as it was.
pub fn write(path: &Path, bytes: &[u8], expected: Expected<'_>) -> Result<(), WriteError> {
    write_all(&[Change { path, bytes, expected }])
}

/// Writes several files. Each is compared and its new bytes are flushed before the first one is replaced.
///
/// # Errors
/// See [`WriteError`]. No file was replaced unless one of them changed between its comparison and its exchange, or the
/// system failed there: then those before it in the list are new, the others as they were.
pub fn write_all(changes: &[Change<'_>]) -> Result<(), WriteError> {
    let mut files = Vec::new();
    let mut special = Vec::new();
    for change in changes {
        match Target::of(change.path)? {
            Target::File(path) => files.push((path, change)),
            Target::Special(path) => special.push((path, change)),
        }
    }
    step();
    // All runs lock in the same order, so that no two wait for each other.
    let paths: BTreeSet<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    let locked = paths.into_iter().map(|path| Ok((path, LockedFolder::new(path)?)));
    let folders = locked.collect::<Result<BTreeMap<&Path, LockedFolder>, WriteError>>()?;
    step();
    let replacements = files.iter().map(|(path, change)| {
        let folder = folders.get(folder_of(path)).ok_or_else(|| WriteError::Busy(path.clone()))?;
        Replacement::new(folder, path, change)
    });
    let replacements = replacements.collect::<Result<Vec<_>, WriteError>>()?;
    replacements.into_iter().try_for_each(Replacement::exchange)?;
    folders.values().try_for_each(LockedFolder::flush)?;
    special.iter().try_for_each(|(path, change)| write_through(path, change.bytes))
}

/// New bytes beside the file that they will replace.
struct Replacement<'a> {
    path: &'a Path,
    expected: Expected<'a>,
    /// The new bytes; the file is closed, since a process may have few open files.
    temporary: TempPath,
    /// Whether the file existed when it was compared.
    is_there: bool,
}

impl<'a> Replacement<'a> {
    fn new(folder: &LockedFolder, path: &'a Path, change: &'a Change<'a>) -> Result<Self, WriteError> {
        let old = fs::symlink_metadata(path).ok();
        compare(path, change.expected, old.is_some())?;
        let mut temporary = folder.temporary()?;
        step();
        let (first, second) = change.bytes.split_at(change.bytes.len() / 2);
        let failed = || io_error("write", path);
        temporary.write_all(first).map_err(failed())?;
        step();
        temporary.write_all(second).map_err(failed())?;
        if let Some(old) = &old {
            keep_owner(&temporary, path, old)?;
        }
        temporary.as_file().sync_all().map_err(failed())?;
        step();
        Ok(Self { path, expected: change.expected, temporary: temporary.into_temp_path(), is_there: old.is_some() })
    }

    fn exchange(self) -> Result<(), WriteError> {
        if !self.is_there {
            return self.create();
        }
        match exchange(&self.temporary, self.path) {
            Ok(()) => {}
            // The file system cannot exchange; the file is compared once more just before it is replaced.
            Err(cause) if has_no_exchange(&cause) => return self.replace(),
            Err(cause) => return Err(io_error("replace", self.path)(cause)),
        }
        step();
        // The temporary name has the old file now; it is removed unless it was saved meanwhile.
        let (path, is_same) = (self.path, is_content(&self.temporary, self.expected));
        if !matches!(is_same, Ok(true)) {
            return Err(self.restore(is_same.err()));
        }
        self.temporary.close().map_err(io_error("remove the old content of", path))?;
        step();
        Ok(())
    }

    /// Puts the old file back, and says why.
    fn restore(self, cause: Option<WriteError>) -> WriteError {
        let path = self.path;
        match exchange(&self.temporary, path) {
            Ok(()) => cause.unwrap_or_else(|| WriteError::Changed(path.to_owned())),
            Err(failed) => {
                // The saved text is kept under the temporary name.
                let (attempt, kept) = ("put back", self.temporary.keep());
                io_error(attempt, &kept.unwrap_or_else(|_| path.to_owned()))(failed)
            }
        }
    }

    fn create(self) -> Result<(), WriteError> {
        let path = self.path;
        self.temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
            _ => io_error("create", path)(error.error),
        })?;
        step();
        Ok(())
    }

    fn replace(self) -> Result<(), WriteError> {
        compare(self.path, self.expected, true)?;
        let path = self.path;
        self.temporary.persist(path).map_err(|error| io_error("replace", path)(error.error))?;
        step();
        Ok(())
    }
}

/// Checks that what is at `path` is what was expected there.
fn compare(path: &Path, expected: Expected<'_>, is_there: bool) -> Result<(), WriteError> {
    match expected {
        Expected::Nothing if is_there => Err(WriteError::Exists(path.to_owned())),
        Expected::Content(_) if !is_there || !is_content(path, expected)? => Err(WriteError::Changed(path.to_owned())),
        _ => Ok(()),
    }
}

/// Returns whether the file at `path` has the expected bytes.
fn is_content(path: &Path, expected: Expected<'_>) -> Result<bool, WriteError> {
    let Expected::Content(bytes) = expected else { return Ok(true) };
    let mut found = Vec::with_capacity(bytes.len());
    let limit = (bytes.len() as u64).saturating_add(1);
    let read = open(path).and_then(|file| file.take(limit).read_to_end(&mut found));
    read.map_err(io_error("read", path))?;
    Ok(found == bytes)
}

/// Gives the temporary file the owner, group and mode of the file that it replaces.
fn keep_owner(temporary: &NamedTempFile, path: &Path, old: &fs::Metadata) -> Result<(), WriteError> {
    platform::keep_owner(temporary.as_file(), old).map_err(|cause| match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput => WriteError::ForeignOwner(path.to_owned()),
        _ => io_error("set the owner of", path)(cause),
    })?;
    // Last, since a change of the owner can clear bits of the mode.
    temporary.as_file().set_permissions(old.permissions()).map_err(io_error("set the permissions of", path))
}

/// Writes to a device, pipe or socket.
fn write_through(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut file = fs::OpenOptions::new().append(true).open(path).map_err(io_error("open", path))?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(io_error("write", path))
}

#[expect(clippy::disallowed_methods, reason = "user_files compares a file before it replaces it")]
fn open(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}
