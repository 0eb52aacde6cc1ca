//! Files of a commit or of the Git index, read from the object store as they are needed.

use super::error::InputError;
use super::files::{Asset, Files, HiddenFiles, LeftOutReason, Listing, ReadFault, Stamp};
use super::path_table::{KnownPath, list_below};
use crate::git::{GitFile, GitFileKind, ObjectError, ObjectReader};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The files that Git listed, of which it holds the bytes.
#[derive(Debug)]
pub struct CommittedFiles {
    files: BTreeMap<String, GitFile>,
    objects: ObjectReader,
}

impl CommittedFiles {
    /// Takes the `files` that Git listed for the site in `folder`.
    pub fn new(folder: &Path, files: Vec<GitFile>) -> Self {
        let files = files.into_iter().map(|file| (file.path.clone(), file)).collect();
        Self { files, objects: ObjectReader::new(folder) }
    }
}

impl Files for CommittedFiles {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        let known = self.files.values().map(|file| KnownPath { path: &file.path, left_out: reason(file.kind) });
        list_below(known, folder, hidden)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        let file = self.files.get(path).ok_or(ReadFault::Missing)?;
        if file.kind != GitFileKind::Regular {
            return Err(ReadFault::NotRegular);
        }
        self.objects.read(&file.object, limit).map_err(|error| match error {
            ObjectError::TooLarge { bytes } => ReadFault::TooLarge { bytes },
            ObjectError::Unreadable => {
                let cause = io::Error::other(format!("Git cannot read its content, object {}", file.object));
                ReadFault::Stopped(InputError::read(path, cause))
            }
        })
    }

    fn contains(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| file.kind == GitFileKind::Regular)
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        let file = self.files.get(path).ok_or(ReadFault::Missing)?;
        Ok(Asset::new(file.bytes, None))
    }

    fn stamp(&self, _: &str) -> Option<Stamp> {
        None
    }
}

/// Returns why a file of this kind is not read; `None` for regular files.
fn reason(kind: GitFileKind) -> Option<LeftOutReason> {
    match kind {
        GitFileKind::Regular => None,
        GitFileKind::Link => Some(LeftOutReason::NotRegular),
        GitFileKind::Submodule => Some(LeftOutReason::Submodule),
        GitFileKind::Conflict => Some(LeftOutReason::Conflict),
        GitFileKind::NameNotUtf8 => Some(LeftOutReason::NameNotUtf8),
        GitFileKind::UnsafePath => Some(LeftOutReason::UnsafePath),
    }
}
