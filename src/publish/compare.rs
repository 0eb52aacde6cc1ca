//! What differs between the site that stands and the one to come.

use super::{Content, File, PublishError, Published, io, read_dir};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which files are new or differ, by their place in the list, and how many are gone.
#[derive(Debug)]
pub(super) struct Difference {
    changed: Vec<bool>,
    removed: usize,
}

impl Difference {
    /// Everything is new.
    pub(super) fn all(files: &[File]) -> Self {
        Self { changed: vec![true; files.len()], removed: 0 }
    }

    /// Returns whether nothing differs.
    pub(super) fn is_empty(&self) -> bool {
        self.removed == 0 && !self.changed.contains(&true)
    }

    /// Returns whether file number `index` is new or differs.
    pub(super) fn is_changed(&self, index: usize) -> bool {
        self.changed.get(index).copied().unwrap_or(true)
    }

    /// Counts what will be done.
    pub(super) fn counts(&self) -> Published {
        let written = self.changed.iter().filter(|changed| **changed).count();
        Published { written, unchanged: self.changed.len() - written, removed: self.removed }
    }
}

/// Compares every byte of `files` with what stands at `output`.
pub(super) fn compare(output: &Path, files: &[File]) -> Result<Difference, PublishError> {
    let changed: Result<Vec<bool>, PublishError> = files.par_iter().map(|file| differs(output, file)).collect();
    let wanted: BTreeSet<PathBuf> = files.iter().map(|file| output.join(&file.path)).collect();
    let mut removed = 0;
    let mut folders = vec![output.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in read_dir(&folder)? {
            let entry = entry.map_err(io("list", &folder))?;
            let kind = entry.file_type().map_err(io("look at", &entry.path()))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if !wanted.contains(&entry.path()) {
                removed += 1;
            }
        }
    }
    Ok(Difference { changed: changed?, removed })
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that compares the output with the disk")]
fn differs(output: &Path, file: &File) -> Result<bool, PublishError> {
    let path = output.join(&file.path);
    let Ok(old) = fs::symlink_metadata(&path) else { return Ok(true) };
    if !old.is_file() {
        return Ok(true);
    }
    let same_size = |length: u64| length == old.len();
    match &file.content {
        Content::Bytes(bytes) => {
            Ok(!same_size(bytes.len() as u64) || fs::read(&path).map_err(io("read", &path))? != *bytes)
        }
        Content::Copy(from) => {
            let length = fs::metadata(from).map_err(io("look at", from))?.len();
            Ok(!same_size(length)
                || fs::read(&path).map_err(io("read", &path))? != fs::read(from).map_err(io("read", from))?)
        }
    }
}
