//! What a build leaves beside its output, so that the next one can see that there is nothing to do.
//!
//! An output whose parent cannot be written has no record, since a record inside it would be published.

use super::atomic::write_atomically;
use super::disk::{Disk, failed};
use super::error::{PublishError, io};
use super::target::{follow, is_lost_and_found, side_folder};
use crate::platform::{Call, file_stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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
    if !side_folder(&output)?.is_dir() {
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
    let mut listed = BTreeSet::new();
    let walk = walkdir::WalkDir::new(output).follow_links(false).into_iter();
    for entry in walk.filter_entry(|entry| !is_lost_and_found(output, entry.path())) {
        let entry = entry.map_err(|error| io("list", output)(error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let seen = entry.metadata().map_err(|error| io("look at", entry.path())(error.into()))?;
        listed.insert(format!("{} {} {:?}", entry.path().display(), seen.len(), file_stamp(&seen)));
    }
    let mut hasher = blake3::Hasher::new();
    for line in &listed {
        hasher.update(line.as_bytes()).update(b"\n");
    }
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Content, File, publish};

    fn site(text: &str) -> [File; 2] {
        let file = |path: &str, text: &str| File { path: path.to_owned(), content: Content::Bytes(text.into()) };
        [file("index.html", text), file("a/index.html", "a")]
    }

    fn record(key: &str) -> BuildRecord {
        BuildRecord::new(key.to_owned(), "one finding".to_owned(), true, 2)
    }

    /// Publishes a site with a record made from `k`, and returns its folder's parent.
    fn recorded() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        publish(&output, &site("one")).unwrap();
        write_record(&Disk::default(), &output, record("k")).unwrap();
        (folder, output)
    }

    #[test]
    fn a_record_is_read_again_for_its_key_and_an_unchanged_site() {
        let (_folder, output) = recorded();
        let found = matching_record(&Disk::default(), &output, "k").unwrap();
        assert_eq!(BuildRecord { site_hash: String::new(), ..found }, record("k"));
        assert_eq!(matching_record(&Disk::default(), &output, "l"), None);
    }

    #[test]
    fn a_site_that_changed_after_its_record_does_not_match() {
        let disk = Disk::default();
        let changes: [fn(&Disk, &Path); 3] = [
            |disk, output| disk.write(&output.join("index.html"), b"other").unwrap(),
            |disk, output| disk.write(&output.join("b.txt"), b"").unwrap(),
            |disk, output| disk.remove_file(&output.join("a/index.html")).unwrap(),
        ];
        for change in changes {
            let (_folder, output) = recorded();
            change(&disk, &output);
            assert_eq!(matching_record(&Disk::default(), &output, "k"), None);
        }
        let (_folder, output) = recorded();
        disk.create_folders(&output.join("lost+found/x")).unwrap();
        disk.write(&output.join("lost+found/x/y"), b"z").unwrap();
        assert!(
            matching_record(&Disk::default(), &output, "k").is_some(),
            "what a volume has of its own is not part of the site"
        );
    }

    #[test]
    fn a_record_of_another_version_does_not_match() {
        let (_folder, output) = recorded();
        let path = path(&output).unwrap();
        let text = String::from_utf8(Disk::default().read(&path).unwrap()).unwrap();
        let other = text.replace(SCHEMA, "fieldbook/built/1");
        assert_ne!(other, text);
        write_atomically(&Disk::default(), &path, other.as_bytes()).unwrap();
        assert_eq!(matching_record(&Disk::default(), &output, "k"), None);
        write_atomically(&Disk::default(), &path, b"{}").unwrap();
        assert_eq!(matching_record(&Disk::default(), &output, "k"), None);
    }

    #[test]
    fn an_output_without_a_folder_beside_it_has_no_record() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        Disk::default().create_folders(&output).unwrap();
        write_record(&Disk::default(), &output, record("k")).unwrap();
        assert_eq!(Disk::default().list(folder.path()).unwrap(), [output]);
    }
}
