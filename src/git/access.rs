//! Whether Git can read the repository around a folder.

use super::process::command;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Why the repository around a folder cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Another user owns the repository at this folder.
    OtherOwner(PathBuf),
    /// The repository at this folder is damaged, or `.git` is not a repository.
    Damaged {
        /// The folder with `.git`.
        top: PathBuf,
        /// The first line that Git wrote.
        cause: String,
    },
    /// There is a repository, but Git cannot be started.
    NoGit(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherOwner(top) => {
                let top = top.display();
                write!(
                    formatter,
                    "Git does not read the repository at {top}, since another user owns it; if you trust it, run `git \
                     config --global --add safe.directory '{top}'`"
                )
            }
            Self::Damaged { top, cause } => {
                write!(formatter, "Git cannot read the repository at {}: {cause}", top.display())
            }
            Self::NoGit(cause) => write!(formatter, "Git cannot be started: {cause}"),
        }
    }
}

/// Returns the nearest folder at or above `folder` that contains `.git`.
pub fn repository_top(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|ancestor| ancestor.join(".git").exists())
}

/// Returns why the repository around `folder` cannot be read; `None` if it can, and if there is none.
pub fn unreadable(folder: &Path) -> Option<Unreadable> {
    let folder = std::path::absolute(folder).ok()?;
    let top = repository_top(&folder)?.to_owned();
    let mut process = command(&folder);
    // The cause is recognized by its words.
    process.args(["rev-parse", "--git-dir"]).env("LC_ALL", "C").stderr(Stdio::piped());
    let output = match process.output() {
        Ok(output) => output,
        Err(cause) => return Some(Unreadable::NoGit(cause.to_string())),
    };
    if output.status.success() {
        return None;
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("dubious ownership") {
        return Some(Unreadable::OtherOwner(top));
    }
    let first = said.lines().next().unwrap_or_default();
    Some(Unreadable::Damaged { top, cause: first.strip_prefix("fatal: ").unwrap_or(first).to_owned() })
}
