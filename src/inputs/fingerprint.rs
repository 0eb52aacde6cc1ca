//! One hash over everything that a site is made from, so that a build can see that there is nothing to do.
//!
//! It walks what [`super::read_inputs`] walks and reads every byte, but understands none: a hundredth of the work.

use super::{DEPTH, InputError, LISTS, regular_size};
use crate::config::{OpportunitySource, Settings, read_settings};
use crate::source::SourceFile;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The largest file that is read at once; a larger one counts by its size and its time.
const LIMIT: u64 = 64 << 20;

/// A hash over every file that a site is made from. Equal hashes mean equal inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the hash of this and of `more`, of which each part stays apart.
    #[must_use]
    pub fn with(self, more: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0);
        for part in more {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        Self(hasher.finalize().into())
    }

    /// Returns it in hexadecimal digits.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// Hashes the settings, content, data files, theme and opportunities of the site in `folder`, and the files `beside`.
///
/// # Errors
/// A folder that exists and cannot be listed.
pub fn fingerprint(folder: &Path, beside: &[&str]) -> Result<Fingerprint, InputError> {
    let text =
        super::read_bytes(&folder.join("site.toml"), 1 << 20).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let (settings, _) = read_settings(&SourceFile::new("site.toml", text.unwrap_or_default()));
    let mut paths: Vec<String> = ["site.toml", settings.synonyms.as_str()].map(str::to_owned).to_vec();
    paths.extend(LISTS.iter().chain(beside).map(|path| (*path).to_owned()));
    paths.extend(opportunity_file(&settings));
    for root in &settings.roots {
        walk(folder, &root.path.value, &mut paths)?;
    }
    if !settings.site.theme.contains(['/', '\\']) {
        walk(folder, &format!("themes/{}", settings.site.theme), &mut paths)?;
    }
    paths.sort();
    paths.dedup();
    let hashes: Vec<[u8; 32]> = paths.par_iter().map(|path| hash(&folder.join(path))).collect();
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in paths.iter().zip(hashes) {
        hasher.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes()).update(&hash);
    }
    Ok(Fingerprint(hasher.finalize().into()))
}

fn opportunity_file(settings: &Settings) -> Option<String> {
    match settings.opportunities.source {
        OpportunitySource::None => None,
        OpportunitySource::File => Some(settings.opportunities.file.value.clone()),
        OpportunitySource::Notion => Some(settings.opportunities.snapshot.clone()),
    }
}

fn walk(folder: &Path, below: &str, paths: &mut Vec<String>) -> Result<(), InputError> {
    let base = folder.join(below);
    if fs::symlink_metadata(&base).is_err() {
        return Ok(());
    }
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in
        WalkDir::new(&base).follow_links(false).max_depth(DEPTH).into_iter().filter_entry(|entry| !hidden(entry))
    {
        let entry = entry.map_err(|error| InputError {
            attempt: "list".to_owned(),
            path: error.path().unwrap_or(&base).to_owned(),
            cause: error.into(),
        })?;
        if !entry.file_type().is_dir() || entry.depth() == DEPTH {
            paths.push(super::relative(folder, entry.path()));
        }
    }
    Ok(())
}

/// Hashes one file; what is missing, no regular file, too large or unreadable hashes to what can be seen of it.
fn hash(path: &Path) -> [u8; 32] {
    let bytes = match regular_size(path) {
        Ok(size) if size <= LIMIT => super::read_bytes(path, LIMIT).ok(),
        _ => None,
    };
    if let Some(bytes) = bytes {
        return blake3::hash(&bytes).into();
    }
    let seen =
        fs::symlink_metadata(path).map(|metadata| (metadata.file_type(), metadata.len(), metadata.modified().ok()));
    blake3::hash(format!("{:?}", seen.ok()).as_bytes()).into()
}
