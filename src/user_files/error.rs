//! Why a file of a user was not written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file of a user was not written.
#[derive(Debug)]
pub enum WriteError {
    /// A call to the system failed.
    Io {
        /// What was tried.
        attempt: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
    /// The file must not exist yet, and does.
    Exists(PathBuf),
    /// The file has other bytes than those that were read.
    Changed(PathBuf),
    /// Another process kept the folder locked.
    Busy(PathBuf),
    /// The file belongs to another user, and this process may not create files of that user.
    ForeignOwner(PathBuf),
    /// The path is a directory.
    Directory(PathBuf),
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { attempt, path, cause } => write!(formatter, "cannot {attempt} {}: {cause}", path.display()),
            Self::Exists(path) => write!(formatter, "{} already exists; it was not replaced", path.display()),
            Self::Changed(path) => {
                write!(
                    formatter,
                    "{} changed since it was read and was not replaced; run the command again",
                    path.display()
                )
            }
            Self::Busy(path) => {
                write!(formatter, "another process is writing in {}; run the command again", path.display())
            }
            Self::ForeignOwner(path) => write!(
                formatter,
                "{} belongs to another user, and its owner could not be kept; run the command as that user",
                path.display()
            ),
            Self::Directory(path) => write!(formatter, "{} is a directory; name a file", path.display()),
        }
    }
}

impl std::error::Error for WriteError {}

/// Makes the error of a failed call.
pub(super) fn io_error(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |cause| WriteError::Io { attempt, path, cause }
}
