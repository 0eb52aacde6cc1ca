//! The files of a commit, listed from the object store: no checkout, filter or attribute changes them.

use super::error::GitError;
use super::process::{run, run_bytes};
use super::repository::{is_shallow, require_work_tree};
use std::collections::BTreeSet;
use std::path::Path;

/// One file of a commit or of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitFile {
    /// Its path from the folder that was listed, with `/` between its parts; what is not UTF-8 in it is replaced.
    pub path: String,
    /// What it is.
    pub kind: GitFileKind,
    /// The hash of its content.
    pub object: String,
    /// Its size in bytes; 0 if the store does not have its content.
    pub bytes: u64,
}

/// What an entry of a tree or of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GitFileKind {
    /// A regular file.
    Regular,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
    /// A file of the index with an unresolved conflict.
    Conflict,
    /// A file whose path is not UTF-8.
    NameNotUtf8,
    /// A file with `..`, `.git` or an empty part in its path, which no checkout would write.
    UnsafePath,
}

/// Returns the full hash of the commit that `revision` names in the repository around `folder`.
///
/// # Errors
/// No repository, or no such commit.
pub fn commit(folder: &Path, revision: &str) -> Result<String, GitError> {
    require_work_tree(folder)?;
    let name = format!("{revision}^{{commit}}");
    let found = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name]);
    let found = found.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    found.ok_or_else(|| GitError::UnknownRevision { revision: revision.to_owned(), is_shallow: is_shallow(folder) })
}

/// Returns the hash of the tree that `commit` has at `folder`; `None` if the folder is not in the commit.
pub fn tree(folder: &Path, commit: &str) -> Option<String> {
    let found = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{commit}:./")])?;
    Some(found.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Lists everything below `folder` as `commit` has it.
///
/// # Errors
/// Git cannot list it.
pub fn list_commit(folder: &Path, commit: &str) -> Result<Vec<GitFile>, GitError> {
    let incomplete = || GitError::Incomplete(commit.to_owned());
    let listing = run_bytes(folder, &["ls-tree", "-r", "-l", "-z", commit]).ok_or_else(incomplete)?;
    let lines = listing.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    lines.map(|line| read_line(line).ok_or_else(incomplete)).collect()
}

/// Returns the paths of all files below `folder` as `commit` has them; empty if Git cannot list it.
pub fn paths_in(folder: &Path, commit: &str) -> BTreeSet<String> {
    let listing = run_bytes(folder, &["ls-tree", "-r", "-z", "--name-only", commit]).unwrap_or_default();
    let paths = listing.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
    paths.filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

/// Reads `MODE TYPE OBJECT SIZE<tab>PATH`.
fn read_line(line: &[u8]) -> Option<GitFile> {
    let (facts, path) = line.split_at_checked(line.iter().position(|byte| *byte == b'\t')?)?;
    let mut facts = std::str::from_utf8(facts).ok()?.split_whitespace();
    let (mode, _, object, size) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
    Some(GitFile::new(path.get(1..)?, GitFileKind::of_mode(mode), object, size.parse().unwrap_or(0)))
}

impl GitFile {
    /// Makes a file of its parts; a path that cannot be used decides its kind.
    pub(super) fn new(path: &[u8], kind: GitFileKind, object: &str, bytes: u64) -> Self {
        let kind = match std::str::from_utf8(path) {
            Err(_) => GitFileKind::NameNotUtf8,
            Ok(path) if !is_plain(path) => GitFileKind::UnsafePath,
            Ok(_) => kind,
        };
        Self { path: String::from_utf8_lossy(path).into_owned(), kind, object: object.to_owned(), bytes }
    }
}

impl GitFileKind {
    /// Returns the kind of an entry with `mode` (the modes of `git-fast-import(1)`, Git 2.47).
    pub(super) fn of_mode(mode: &str) -> Self {
        match mode {
            "120000" => Self::Link,
            "160000" => Self::Submodule,
            _ => Self::Regular,
        }
    }
}

/// Returns whether `path` can only lead below the folder it is joined to, and to no file of Git's own.
pub(super) fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_tree_say_what_each_entry_is() {
        let read = |line: &[u8]| read_line(line).map(|file| (file.path, file.kind, file.object, file.bytes));
        let entry = |path: &str, kind, bytes| Some((path.to_owned(), kind, "ab12".to_owned(), bytes));
        assert_eq!(read(b"100644 blob ab12      17\ta b.md"), entry("a b.md", GitFileKind::Regular, 17));
        assert_eq!(read(b"100755 blob ab12 BAD\ta.md"), entry("a.md", GitFileKind::Regular, 0));
        assert_eq!(read(b"120000 blob ab12 3\tlink"), entry("link", GitFileKind::Link, 3));
        assert_eq!(read(b"160000 commit ab12 -\tmodule"), entry("module", GitFileKind::Submodule, 0));
        assert_eq!(read(b"100644 blob ab12 3\tcaf\xE9.md"), entry("caf\u{FFFD}.md", GitFileKind::NameNotUtf8, 3));
        assert_eq!(read(b"100644 blob ab12 3\tx/../../y"), entry("x/../../y", GitFileKind::UnsafePath, 3));
        assert_eq!(read(b"100644 blob ab12 3\t.GIT/config"), entry(".GIT/config", GitFileKind::UnsafePath, 3));
        assert_eq!(read(b"100644 blob ab12"), None);
    }
}
