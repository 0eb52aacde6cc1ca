//! What earlier runs made, moved out of the way until the measurement ends.
//!
//! Nothing is deleted between runs. ext4 without a journal does not use the inode of a deleted file again for about a minute, and
//! a program that creates files meanwhile skips such inodes one by one, in its own system time: to make 8,000 files and folders
//! took 3.9 CPU seconds right after 32,000 were deleted, 1.9 after 10 s, 0.6 after 58 s and 0.2 after 65 s. So the end of
//! one measurement makes the next slower too, if that begins within a minute.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A folder for what was moved.
#[derive(Debug)]
pub(crate) struct Aside {
    folder: PathBuf,
}

impl Aside {
    /// Makes the folder inside `folder`, which must be on the file system of what is moved.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        let folder = folder.join("aside");
        fs::create_dir(&folder)?;
        Ok(Self { folder })
    }

    /// Moves `path` away, and returns where it is then; `None` if there is nothing at `path`.
    ///
    /// # Errors
    /// It cannot be moved.
    pub(crate) fn take(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let place = tempfile::tempdir_in(&self.folder)?.keep().join("moved");
        match fs::rename(path, &place) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            moved => moved.map(|()| Some(place)),
        }
    }
}
