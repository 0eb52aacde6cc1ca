//! The repository around a folder: its checked-out commit, its author, its top.

use super::error::GitError;
use super::process::{run, run_bytes};
use std::path::Path;

/// The commit that a site is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The full hash.
    pub commit: String,
    /// Whether the history before it is cut off.
    pub is_shallow: bool,
}

/// Returns the commit that is checked out in `folder`; `None` outside of a repository and before its first commit.
pub fn head(folder: &Path) -> Option<Head> {
    let answer = run(folder, &["rev-parse", "--is-shallow-repository", "--verify", "HEAD"])?;
    let (is_shallow, commit) = answer.trim().split_once('\n')?;
    let is_hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| Head { commit: commit.to_owned(), is_shallow: is_shallow == "true" })
}

/// Returns whether the history of the repository around `folder` is cut off.
pub(super) fn is_shallow(folder: &Path) -> bool {
    run(folder, &["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer.trim() == "true")
}

/// Returns the version of Git; `None` if it cannot be run.
pub fn version(folder: &Path) -> Option<String> {
    let text = run(folder, &["--version"])?;
    Some(text.trim().trim_start_matches("git version ").to_owned())
}

/// Checks that `folder` is in the working tree of a repository that Git can read.
///
/// # Errors
/// It is not.
pub(super) fn require_work_tree(folder: &Path) -> Result<(), GitError> {
    let answer = run(folder, &["rev-parse", "--is-inside-work-tree"]);
    if answer.is_some_and(|answer| answer.trim() == "true") { Ok(()) } else { Err(GitError::NoRepository) }
}

/// Returns the e-mail address and the name with which a commit in `folder` would be signed, as far as they are set.
pub fn author(folder: &Path) -> Vec<String> {
    ["user.email", "user.name"].into_iter().filter_map(|key| configured(folder, key)).collect()
}

/// Returns the e-mail address with which a commit in `folder` would be signed; `None` if it is not set.
pub fn email(folder: &Path) -> Option<String> {
    configured(folder, "user.email")
}

fn configured(folder: &Path, key: &str) -> Option<String> {
    let value = run(folder, &["config", "--get", key])?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Returns the path of `folder` from the top of its working tree, with a `/` at the end; empty at the top and outside
/// of a working tree.
pub fn prefix(folder: &Path) -> String {
    let prefix = run(folder, &["rev-parse", "--show-prefix"]).unwrap_or_default();
    prefix.strip_suffix('\n').unwrap_or(&prefix).to_owned()
}

/// Returns whether Git tracks a file at or below `path` of `folder`; also true if Git cannot tell.
pub fn tracks(folder: &Path, path: &str) -> bool {
    run_bytes(folder, &["ls-files", "-z", "--", path]).is_none_or(|listed| !listed.is_empty())
}

/// Returns the paths below `folder` that Git tracks, from that folder; empty outside of a repository. Paths that are not
/// UTF-8 are left out, as they are everywhere.
pub fn tracked_files(folder: &Path) -> Vec<String> {
    let listing = run_bytes(folder, &["ls-files", "-z"]).unwrap_or_default();
    let paths = listing.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
    let mut paths: Vec<String> = paths.filter(|path| !path.is_empty()).map(str::to_owned).collect();
    // A file in conflict has up to three lines.
    paths.dedup();
    paths
}

/// Returns the untracked files and folders below `folder` that Git ignores, from that folder; of a folder in which all is
/// ignored, its own path. `None` if Git cannot say.
pub fn ignored_files(folder: &Path) -> Option<Vec<String>> {
    let options = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
    let listing = run_bytes(folder, &options)?;
    let paths = listing.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    Some(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
}

/// Returns whether Git tracks the file at `path`, in whichever repository it is; `None` if there is one that Git cannot
/// read.
pub fn is_tracked(path: &Path) -> Option<bool> {
    let folder = path.parent()?;
    if !folder.ancestors().any(|folder| folder.join(".git").exists()) {
        return Some(false);
    }
    // A folder that does not exist yet has no tracked file.
    if !folder.is_dir() {
        return Some(false);
    }
    let name = path.file_name()?.to_str()?;
    run_bytes(folder, &["--literal-pathspecs", "ls-files", "-z", "--", name]).map(|listed| !listed.is_empty())
}

/// Returns whether the repository around `folder` ignores the folder `path` below it.
pub fn is_ignored(folder: &Path, path: &str) -> bool {
    run_bytes(folder, &["check-ignore", "--quiet", "--no-index", "--", &format!("{path}/")]).is_some()
}

/// Returns whether `folder` is in another working tree than the folder around it: a repository in a repository.
pub fn is_work_tree_of_its_own(folder: &Path) -> bool {
    let top = |folder: &Path| run(folder, &["rev-parse", "--show-toplevel"]);
    let (own, around) = (top(folder), folder.parent().and_then(top));
    own.is_some() && own != around
}

/// Returns whether `folder` is in a repository before its first commit.
pub fn is_without_commits(folder: &Path) -> bool {
    require_work_tree(folder).is_ok() && head(folder).is_none()
}
