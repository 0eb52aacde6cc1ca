//! Why a site was not published.

use super::marker::MARKER;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was published. The old site is unchanged, except where [`PublishError::Aside`] and
/// [`PublishError::Partly`] say otherwise.
#[derive(Debug)]
pub enum PublishError {
    /// A call to the file system failed.
    Io {
        /// What was attempted.
        attempt: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
    /// The output exists and was not written by this program.
    NotOurs(PathBuf),
    /// Another build holds the lock; its process id, or `unknown`.
    Locked(PathBuf, String),
    /// The path of a file leads out of the site or cannot be a file name.
    BadPath(String),
    /// The new site could not be renamed to the output, nor the old one back.
    Aside {
        /// The output, which does not exist now.
        output: PathBuf,
        /// The folder with the whole old site.
        saved: PathBuf,
        /// Why the first rename failed.
        cause: io::Error,
    },
    /// Writing in place stopped after some files were replaced.
    Partly {
        /// The output, in which each file is the old or the new one.
        output: PathBuf,
        /// What failed.
        cause: Box<PublishError>,
    },
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { attempt, path, cause } => write!(formatter, "cannot {attempt} {}: {cause}", path.display()),
            Self::NotOurs(path) => write!(
                formatter,
                "{} exists and was not written by fieldbook (it has no {MARKER}); name another folder, or empty it",
                path.display()
            ),
            Self::Locked(path, holder) => {
                write!(formatter, "another build is writing {} (process {holder}); wait for it to end", path.display())
            }
            Self::BadPath(path) => write!(formatter, "{path:?} cannot be the path of a page"),
            Self::Aside { output, saved, cause } => write!(
                formatter,
                "cannot rename the new site to {}: {cause}; the old site is in {} and the next build restores it",
                output.display(),
                saved.display()
            ),
            Self::Partly { output, cause } => write!(
                formatter,
                "{cause}; {} was being written in place and has files of both builds; the next build completes it",
                output.display()
            ),
        }
    }
}

impl std::error::Error for PublishError {}

/// Returns the conversion of the cause of a failed attempt on `path`.
pub(super) fn io(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |cause| PublishError::Io { attempt, path, cause }
}
