//! What differs between a file of the site that exists and the one to come.

use super::{Content, File, PublishError, io, read_dir};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Returns whether `file` is new at `output` or any byte of it differs.
#[expect(clippy::disallowed_methods, reason = "publish is the module that compares the output with the disk")]
pub(super) fn differs(output: &Path, file: &File) -> Result<bool, PublishError> {
    let path = output.join(&file.path);
    let Ok(old) = fs::symlink_metadata(&path) else { return Ok(true) };
    if !old.is_file() {
        return Ok(true);
    }
    let same_size = |length: u64| length == old.len();
    match &file.content {
        Content::Bytes(bytes) | Content::Packed { bytes, .. } => {
            Ok(!same_size(bytes.len() as u64) || fs::read(&path).map_err(io("read", &path))? != *bytes)
        }
        Content::Copy(from) => {
            let length = fs::metadata(from).map_err(io("look at", from))?.len();
            Ok(!same_size(length)
                || fs::read(&path).map_err(io("read", &path))? != fs::read(from).map_err(io("read", from))?)
        }
    }
}

/// Counts the files below `output` whose paths are not in `wanted`.
pub(super) fn count_others(output: &Path, wanted: &BTreeSet<String>) -> Result<usize, PublishError> {
    let mut others = 0;
    let mut folders = vec![(output.to_owned(), String::new())];
    while let Some((folder, below)) = folders.pop() {
        for entry in read_dir(&folder)? {
            let entry = entry.map_err(io("list", &folder))?;
            let name = entry.file_name();
            let path = name.to_str().map(|name| format!("{below}{name}"));
            if entry.file_type().map_err(io("look at", &entry.path()))?.is_dir() {
                folders.push((entry.path(), format!("{below}{}/", name.to_string_lossy())));
            } else if !path.is_some_and(|path| wanted.contains(&path)) {
                others += 1;
            }
        }
    }
    Ok(others)
}
