//! Writing the files of an import: nothing that exists is written over, and no two files get one name.

use super::failure::Failure;
use crate::importing::{PlannedFile, Written};
use crate::user_files::{Change, Expected, write_all};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many names a refusal lists.
const NAMED: usize = 10;

/// A file to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct ImportFile<'a> {
    /// Its path below the target folder.
    path: &'a str,
    bytes: &'a [u8],
    /// What is there now; `None` if nothing may be there.
    replaces: Option<&'a [u8]>,
}

impl<'a> From<&'a Written> for ImportFile<'a> {
    fn from(file: &'a Written) -> Self {
        Self { path: &file.path, bytes: &file.bytes, replaces: None }
    }
}

impl<'a> From<&'a PlannedFile> for ImportFile<'a> {
    fn from(file: &'a PlannedFile) -> Self {
        Self { path: &file.path, bytes: &file.bytes, replaces: file.replaces.as_deref() }
    }
}

/// Writes the files folder by folder, since each folder that is written to takes an open file.
///
/// # Errors
/// A file cannot be written, or is not the one that it replaces.
pub(super) fn write_files(files: &[ImportFile<'_>], below: &Path) -> Result<(), Failure> {
    let mut files: Vec<(PathBuf, &ImportFile<'_>)> = files.iter().map(|file| (below.join(file.path), file)).collect();
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    for in_one_folder in files.chunk_by(|(one, _), (other, _)| one.parent() == other.parent()) {
        let changes: Vec<Change<'_>> = in_one_folder
            .iter()
            .map(|(path, file)| Change {
                path,
                bytes: file.bytes,
                expected: file.replaces.map_or(Expected::Nothing, Expected::Content),
            })
            .collect();
        write_all(&changes)?;
    }
    Ok(())
}

/// Refuses the whole import where a new file exists already, or two would have the same name on a disk that ignores case.
///
/// # Errors
/// There are such files; the first ones are named.
pub(super) fn refuse_clashes(files: &[ImportFile<'_>], below: &Path) -> Result<(), Failure> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        let Some(earlier) = seen.insert(file.path.to_lowercase(), file.path) else { continue };
        if earlier != file.path {
            return Err(Failure(format!(
                "{earlier} and {} have the same name where upper and lower case do not count; nothing was written, \
                 rename one of them",
                file.path
            )));
        }
        return Err(Failure(format!(
            "two files would be written as {earlier}; nothing was written, rename one of them"
        )));
    }
    let is_there = |file: &&ImportFile<'_>| file.replaces.is_none() && below.join(file.path).symlink_metadata().is_ok();
    let clashes: Vec<&str> = files.iter().filter(is_there).map(|file| file.path).collect();
    if clashes.is_empty() {
        return Ok(());
    }
    let more = clashes.len().saturating_sub(NAMED);
    let named = clashes.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Err(Failure(format!(
        "{named}{more} would be written over in {}; nothing was written, choose another folder with --into",
        below.display()
    )))
}
