//! What stops reading.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Something about the machine, not the content, stopped the run.
#[derive(Debug)]
pub struct InputError {
    attempt: &'static str,
    path: PathBuf,
    cause: io::Error,
}

impl InputError {
    /// Makes the error of a file that exists and cannot be read.
    pub(super) fn read(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self { attempt: "read", path: path.into(), cause }
    }

    /// Makes the error of a folder that cannot be listed.
    pub(super) fn list(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self { attempt: "list", path: path.into(), cause }
    }

    /// Makes the error of a file, link or device in the place of a folder.
    pub(super) fn not_a_directory(path: impl Into<PathBuf>) -> Self {
        Self::list(path, io::Error::other("not a directory; links are not followed"))
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.attempt, self.path.display(), self.cause)
    }
}

impl std::error::Error for InputError {}
