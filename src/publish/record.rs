//! What a build leaves beside its output, so that the next one can see that there is nothing to do.
//!
//! An output whose parent cannot be written has no record, since a record inside it would be published.

use super::atomic::write_atomically;
use super::disk::{Disk, failed};
use super::error::{PublishError, io};
use super::target::{follow, is_lost_and_found, side_folder};
use crate::platform::{Call, file_stamp};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The name and version of the record.
const SCHEMA: &str = "fieldbook/built/2";

/// What a build was made from, and what it reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildRecord {
    schema: String,
    /// A hash over everything that the build was made from.
    pub key: String,
    /// The findings that it reported, one per line; never a secret.
    pub messages: String,
    /// Whether it passed.
    pub is_clean: bool,
    /// The number of files of the site.
    pub files: usize,
    /// A hash over the names, sizes, times and numbers of the site's files.
    site_hash: String,
}

impl BuildRecord {
    /// Makes the record of a build of `files` files.
    pub fn new(key: String, messages: String, is_clean: bool, files: usize) -> Self {
        Self { schema: SCHEMA.to_owned(), key, messages, is_clean, files, site_hash: String::new() }
    }
}

/// Returns the record of the build that made the site at `output`, if it was made from `key` and the site is
/// unchanged since; `None` too if the record cannot be read.
pub fn matching_record(disk: &Disk, output: &Path, key: &str) -> Option<BuildRecord> {
    let output = follow(disk, output).ok()?;
    let text = disk.read(&path(&output).ok()?).ok()?;
    let record: BuildRecord = serde_json::from_slice(&text).ok()?;
    let fits = record.schema == SCHEMA && record.key == key;
    (fits && site_hash(disk, &output).ok()? == record.site_hash).then_some(record)
}

/// Writes `record` for the next build.
///
/// # Errors
/// The output cannot be listed, or the record cannot be written.
pub fn write_record(disk: &Disk, output: &Path, record: BuildRecord) -> Result<(), PublishError> {
    let output = follow(disk, output)?;
    let path = path(&output)?;
    if !path.parent().is_some_and(Path::is_dir) {
        return Ok(());
    }
    let record = BuildRecord { site_hash: site_hash(disk, &output)?, ..record };
    let text = serde_json::to_vec(&record).map_err(|error| io("write", &path)(error.into()))?;
    write_atomically(disk, &path, &text)
}

fn path(output: &Path) -> Result<PathBuf, PublishError> {
    Ok(side_folder(output)?.join("built.json"))
}

/// Hashes what a change of any file of the site would change, without reading one.
fn site_hash(disk: &Disk, output: &Path) -> Result<String, PublishError> {
    disk.before(Call::List, output).map_err(failed(Call::List, output))?;
    let mut listed = Vec::new();
    let walk = walkdir::WalkDir::new(output).follow_links(false).into_iter();
    for entry in walk.filter_entry(|entry| !is_lost_and_found(output, entry.path())) {
        let entry = entry.map_err(|error| io("list", output)(error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let seen = entry.metadata().map_err(|error| io("look at", entry.path())(error.into()))?;
        listed.push(format!("{} {} {:?}", entry.path().display(), seen.len(), file_stamp(&seen)));
    }
    listed.sort();
    let mut hasher = blake3::Hasher::new();
    for line in &listed {
        hasher.update(line.as_bytes()).update(b"\n");
    }
    Ok(hasher.finalize().to_hex().to_string())
}
