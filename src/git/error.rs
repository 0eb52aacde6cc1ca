//! Why Git cannot read the files of a commit or of the index.

use std::fmt;

/// What to do about a shallow clone.
const FETCH_ALL: &str = "fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)";

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
    /// `HEAD` and this commit have no commit in common.
    NoMergeBase {
        /// The revision as it was given.
        revision: String,
        /// Whether the history is cut off, so that there may be one elsewhere.
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
            Self::UnknownRevision { revision, is_shallow: true } => {
                write!(formatter, "unknown revision `{revision}` in this shallow clone; {FETCH_ALL}")
            }
            Self::NoMergeBase { revision, is_shallow: false } => {
                write!(
                    formatter,
                    "`HEAD` and `{revision}` have no commit in common; name one that `HEAD` descends from"
                )
            }
            Self::NoMergeBase { revision, is_shallow: true } => {
                write!(formatter, "this shallow clone has no commit common to `HEAD` and `{revision}`; {FETCH_ALL}")
            }
            Self::Incomplete(name) => write!(formatter, "Git cannot read all files of {name}"),
        }
    }
}

impl std::error::Error for GitError {}
