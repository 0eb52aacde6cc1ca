//! The files of a commit or of the index with their bytes, for callers that write them to a folder.

use super::error::GitError;
use super::index::list_index;
use super::objects::ObjectReader;
use super::tree::{GitFile, GitFileKind, list_commit};
use std::path::Path;

/// One file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastFile {
    /// Its path from the folder that was given.
    pub path: String,
    /// Its content; empty if it was not wanted.
    pub bytes: Vec<u8>,
}

/// What is staged below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// Every regular file of the index, with the content of those that are read.
    pub files: Vec<PastFile>,
    /// The paths whose staged content differs from that of the last commit.
    pub changed: Vec<String>,
}

/// Reads the index below `folder`, with the content of the files that `is_wanted`.
///
/// # Errors
/// No repository, or Git does not hand over all objects.
pub fn staged(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Staged, GitError> {
    let index = list_index(folder)?;
    Ok(Staged { files: read(folder, index.files, is_wanted, "the index")?, changed: index.changed })
}

/// Returns the regular files below `folder` as `commit` has them, with the content of those that `is_wanted`.
///
/// # Errors
/// Git does not know all of them.
pub fn files_at(folder: &Path, commit: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<PastFile>, GitError> {
    read(folder, list_commit(folder, commit)?, is_wanted, commit)
}

fn read(
    folder: &Path,
    files: Vec<GitFile>,
    is_wanted: impl Fn(&str) -> bool,
    name: &str,
) -> Result<Vec<PastFile>, GitError> {
    let objects = ObjectReader::new(folder);
    let regular = files.into_iter().filter(|file| file.kind == GitFileKind::Regular);
    let read = regular.map(|file| {
        let content = is_wanted(&file.path).then(|| objects.read(&file.object, 1 << 30));
        let bytes = content.transpose().map_err(|_| GitError::Incomplete(name.to_owned()))?.unwrap_or_default();
        Ok(PastFile { path: file.path, bytes })
    });
    read.collect()
}
