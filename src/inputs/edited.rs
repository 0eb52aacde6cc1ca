//! The files of a site with some of them edited in memory.

use super::error::InputError;
use super::files::{Asset, Files, HiddenFiles, Listing, ReadFault, Stamp};
use std::collections::BTreeMap;

/// Files in which some have another content, or exist in addition.
#[derive(Debug, Clone, Copy)]
pub struct EditedFiles<'a> {
    files: &'a dyn Files,
    edited: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> EditedFiles<'a> {
    /// Takes `files` with the bytes of `edited`, by path, in place of their own.
    pub fn new(files: &'a dyn Files, edited: &'a BTreeMap<String, Vec<u8>>) -> Self {
        Self { files, edited }
    }
}

impl Files for EditedFiles<'_> {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        let mut listing = self.files.list(folder, hidden)?;
        let is_below =
            |path: &&String| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let new: Vec<String> =
            self.edited.keys().filter(is_below).filter(|path| !listing.files.contains(path)).cloned().collect();
        if !new.is_empty() {
            listing.files.extend(new);
            listing.files.sort_by(|one, other| one.split('/').cmp(other.split('/')));
        }
        Ok(listing)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        let Some(content) = self.edited.get(path) else { return self.files.read(path, limit) };
        let bytes = content.len() as u64;
        if bytes > limit { Err(ReadFault::TooLarge { bytes }) } else { Ok(content.clone()) }
    }

    fn contains(&self, path: &str) -> bool {
        self.edited.contains_key(path) || self.files.contains(path)
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        let Some(content) = self.edited.get(path) else { return self.files.measure(path) };
        Ok(Asset::new(content.len() as u64, None))
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        if self.edited.contains_key(path) { None } else { self.files.stamp(path) }
    }
}
