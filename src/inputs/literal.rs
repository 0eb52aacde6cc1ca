//! Files in memory.

use super::error::InputError;
use super::files::{Asset, Files, HiddenFiles, Listing, ReadFault, Stamp};
use super::path_table::{KnownPath, list_below};
use std::collections::BTreeMap;

/// Files that are given with their bytes: a site without a disk, for tests and examples.
#[derive(Debug, Clone, Default)]
pub struct LiteralFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for LiteralFiles {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

impl Files for LiteralFiles {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        list_below(self.files.keys().map(|path| KnownPath { path, left_out: None }), folder, hidden)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        let content = self.files.get(path).ok_or(ReadFault::Missing)?;
        let bytes = content.len() as u64;
        if bytes > limit { Err(ReadFault::TooLarge { bytes }) } else { Ok(content.clone()) }
    }

    fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        let content = self.files.get(path).ok_or(ReadFault::Missing)?;
        Ok(Asset::new(content.len() as u64, imagesize::blob_size(content).ok()))
    }

    fn stamp(&self, _: &str) -> Option<Stamp> {
        None
    }
}
