//! Reading a site again and again, and each content file only when it changed.

use super::{InputError, Inputs, read_one, read_with};
use crate::config::{Root, Settings};
use crate::entry::EntryFile;
use crate::finding::Finding;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;

/// What tells one state of a file from another without reading it: size, number, and both times in nanoseconds.
pub(super) type Stamp = (u64, u64, [i64; 4]);

/// Reads a site and remembers its content; what did not change on disk is not read again. The result is always that of
/// a first reading.
#[derive(Debug, Default)]
pub struct Reader {
    /// The settings for which the files were read.
    settings: String,
    pub(super) known: BTreeMap<String, (Stamp, EntryFile)>,
}

impl Reader {
    /// Reads the site in `folder`, and returns the paths of the content files that are new or changed since the last
    /// reading.
    ///
    /// # Errors
    /// A folder or the settings that exist and cannot be read.
    pub fn read(&mut self, folder: &Path) -> Result<(Inputs, Vec<String>), InputError> {
        read_with(self, folder)
    }

    /// Forgets everything that was read for other settings: they decide how a file is understood.
    pub(super) fn keep_for(&mut self, settings: &SourceFile) {
        if self.settings != settings.text() {
            self.known.clear();
            settings.text().clone_into(&mut self.settings);
        }
    }

    /// Returns one content file, with its stamp where it can be told again.
    pub(super) fn read_one(
        &self,
        folder: &Path,
        path: &str,
        (root, settings): (&Root, &Settings),
    ) -> Result<(Option<Stamp>, EntryFile), Box<Finding>> {
        // Before the bytes: a change in between is then seen the next time.
        let stamp = stamp(&folder.join(path));
        if let Some((known, file)) = self.known.get(path)
            && stamp == Some(*known)
        {
            return Ok((stamp, file.clone()));
        }
        read_one(folder, path, root, settings).map(|file| (stamp, file))
    }

    /// Returns whether `file` is not what was known under `stamp`.
    pub(super) fn is_new(&self, file: &EntryFile, stamp: Stamp) -> bool {
        let known = self.known.get(file.file.path());
        known.is_none_or(|(known, old)| *known != stamp || !Arc::ptr_eq(&old.file, &file.file))
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let seen = fs::symlink_metadata(path).ok()?;
    Some((seen.len(), seen.ino(), [seen.mtime(), seen.mtime_nsec(), seen.ctime(), seen.ctime_nsec()]))
}
