//! Where the history of two commits parted.

use super::error::GitError;
use super::process::run;
use super::repository::is_shallow;
use super::tree::commit;
use std::path::Path;

/// Returns the full hash of the commit from which `HEAD` and `revision` both grew, the best one if there are several
/// (`git-merge-base(1)`). What `revision` gained since then is not part of a change.
///
/// # Errors
/// No repository, no such commit, or no common commit in the history that is here.
pub fn merge_base(folder: &Path, revision: &str) -> Result<String, GitError> {
    let other = commit(folder, revision)?;
    let found = run(folder, &["merge-base", "--end-of-options", "HEAD", &other]);
    let found = found.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    found.ok_or_else(|| GitError::NoMergeBase { revision: revision.to_owned(), is_shallow: is_shallow(folder) })
}
