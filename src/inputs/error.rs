//! What stops reading.

use crate::finding::Finding;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Something that leaves nothing to read a site by: a fault of the machine, or settings that cannot be read.
#[derive(Debug)]
pub struct InputError(Cause);

#[derive(Debug)]
enum Cause {
    Machine {
        attempt: &'static str,
        path: PathBuf,
        cause: io::Error,
    },
    /// Each fault with its place.
    Settings(Vec<String>),
}

impl InputError {
    /// Makes the error of a file that exists and cannot be read.
    pub(super) fn read(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self(Cause::Machine { attempt: "read", path: path.into(), cause })
    }

    /// Makes the error of a folder that cannot be listed.
    pub(super) fn list(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self(Cause::Machine { attempt: "list", path: path.into(), cause })
    }

    /// Makes the error of a file, link or device in the place of a folder.
    pub(super) fn not_a_directory(path: impl Into<PathBuf>) -> Self {
        Self::list(path, io::Error::other("not a directory; links are not followed"))
    }

    /// Makes the error of settings with these faults, which make it impossible to read them.
    pub(super) fn settings<'a>(faults: impl Iterator<Item = &'a Finding>) -> Self {
        let show = |fault: &Finding| {
            let at = fault.place.start();
            format!("{}:{}:{}: {}", fault.place.file.path(), at.line, at.column, fault.message)
        };
        Self(Cause::Settings(faults.map(show).collect()))
    }

    /// Returns whether the settings cannot be read.
    pub fn is_of_settings(&self) -> bool {
        matches!(self.0, Cause::Settings(_))
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Machine { attempt, path, cause } => {
                write!(formatter, "cannot {attempt} {}: {cause}", path.display())
            }
            Cause::Settings(faults) => {
                write!(
                    formatter,
                    "the settings cannot be read, so nothing was checked or published\n{}",
                    faults.join("\n")
                )
            }
        }
    }
}

impl std::error::Error for InputError {}
