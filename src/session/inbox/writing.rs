//! Making the commit of one change: the branch, and, if it is checked out, its file and index.

use crate::git::{Branch, FileCommit, commit_file, is_staged_as, move_branch};
use crate::inputs::{Files as _, ReadFault};
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::user_files::{Expected, write};
use std::path::Path;

/// A file as the branch has it and as it becomes.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewContent<'a> {
    /// The path from the folder of the site.
    pub(super) path: &'a str,
    /// What the branch has; `None` for a new file.
    pub(super) before: Option<&'a [u8]>,
    /// What it becomes.
    pub(super) after: &'a [u8],
}

/// Returns whether the working tree and the index of `branch`, if it is checked out, have the file as the branch has it.
pub(super) fn is_clean(session: &Session<'_>, branch: &Branch, content: NewContent<'_>) -> bool {
    if !branch.is_checked_out {
        return true;
    }
    let limit = content.before.map_or(0, <[u8]>::len) as u64;
    let is_same = match (session.files().read(content.path, limit), content.before) {
        (Ok(on_disk), Some(before)) => on_disk == before,
        (Err(ReadFault::Missing), None) => true,
        _ => false,
    };
    is_same && is_staged_as(session.folder, &branch.tip, content.path)
}

/// Commits the file to `branch`, which is then at the new commit, and returns its hash.
///
/// # Errors
/// Git fails, or the file changed since it was read.
pub(super) fn commit(
    folder: &Path,
    branch: &mut Branch,
    content: NewContent<'_>,
    message: &str,
) -> Result<String, Failure> {
    let NewContent { path, before, after } = content;
    let commit = commit_file(folder, &FileCommit { parent: &branch.tip, path, bytes: after, message })?;
    if branch.is_checked_out {
        let expected = before.map_or(Expected::Nothing, Expected::Content);
        write(&folder.join(path), after, expected)?;
    }
    move_branch(folder, branch, &commit, path)?;
    (branch.tip, branch.exists) = (commit.clone(), true);
    Ok(commit)
}
