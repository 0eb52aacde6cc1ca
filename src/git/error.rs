//! Why Git cannot read the files of a commit or of the index.

use std::fmt;

/// Why a commit, a range of commits or the index cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// The folder is in no repository, or in one that Git does not trust, or Git is not installed.
    NoRepository,
    /// The repository has no such commit.
    UnknownRevision {
        /// The revision as it was given.
        revision: String,
        /// Whether the history is cut off, so that the commit may exist elsewhere.
        is_shallow: bool,
    },
    /// Git did not return all files of this commit, range or index.
    Incomplete(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository => formatter.write_str("the site is not in a repository that Git can read"),
            Self::UnknownRevision { revision, is_shallow: false } => {
                write!(formatter, "unknown revision `{revision}`")
            }
            Self::UnknownRevision { revision, is_shallow: true } => write!(
                formatter,
                "unknown revision `{revision}` in this shallow clone; fetch the whole history (`git fetch \
                 --unshallow`, or `fetch-depth: 0` in a workflow)"
            ),
            Self::Incomplete(name) => write!(formatter, "Git cannot read all files of {name}"),
        }
    }
}

impl std::error::Error for GitError {}
