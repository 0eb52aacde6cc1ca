//! What differs between a file of the published site and the new one.

use super::disk::Disk;
use super::error::{PublishError, io};
use super::file::{Content, File};
use super::target::is_foreign;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How the old site has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// Not at all.
    New,
    /// With other bytes.
    Changed,
    /// With the same bytes.
    Same,
}

/// Compares `file` with the one at `output`, byte by byte.
pub(super) fn difference(disk: &Disk, output: &Path, file: &File) -> Result<Difference, PublishError> {
    let path = output.join(&file.path);
    let Some(old) = disk.look(&path)? else { return Ok(Difference::New) };
    if !old.is_file() {
        return Ok(Difference::Changed);
    }
    let is_same = match &file.content {
        Content::Bytes(bytes) | Content::Packed { bytes, .. } => {
            bytes.len() as u64 == old.len() && disk.read(&path)? == *bytes
        }
        Content::Copy(from) => length(from)? == old.len() && disk.read(&path)? == disk.read(from)?,
    };
    Ok(if is_same { Difference::Same } else { Difference::Changed })
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that compares the output with the disk")]
fn length(from: &Path) -> Result<u64, PublishError> {
    fs::metadata(from).map(|metadata| metadata.len()).map_err(io("look at", from))
}

/// Returns the files below `output` whose paths are not in `wanted`.
pub(super) fn others(disk: &Disk, output: &Path, wanted: &BTreeSet<String>) -> Result<Vec<PathBuf>, PublishError> {
    let mut others = Vec::new();
    let mut folders = vec![output.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in disk.list(&folder)? {
            if is_foreign(output, &path) {
                continue;
            }
            if disk.look(&path)?.is_some_and(|metadata| metadata.is_dir()) {
                folders.push(path);
            } else if !is_wanted(output, &path, wanted) {
                others.push(path);
            }
        }
    }
    others.sort();
    Ok(others)
}

fn is_wanted(output: &Path, path: &Path, wanted: &BTreeSet<String>) -> bool {
    path.strip_prefix(output).ok().and_then(Path::to_str).is_some_and(|inside| wanted.contains(inside))
}
