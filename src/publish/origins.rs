//! From what the files of the published site were made, so that the next build need not make them again.
//!
//! The table is beside the output. Each of its rows is about one file in one state: path, size, numbers and times. A row whose
//! file is in another state counts for nothing, so a table that is outdated, or of a build that was interrupted, is never
//! wrong. A table that is cut short, changed, of another version or of another context counts as none. It holds hashes, no
//! text of the site.

use super::disk::Disk;
use super::error::PublishError;
use crate::platform::file_stamp;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;

/// The first bytes of the table.
const SCHEMA: &[u8] = b"fieldbook/origins/1\n";
/// The length of a hash in bytes.
const HASH: usize = 32;
/// The number of bytes of a state.
const STATE: usize = 40;
/// How often the file of the table is written until the clock of the file system has moved on.
const ATTEMPTS: usize = 2_000;

/// A hash over what a file is made from, or over what all files are made from.
pub type OriginHash = [u8; HASH];

/// The size, the numbers and the times of a file.
type State = [u8; STATE];

/// What the last build made of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OldFile {
    /// The same, and it was not touched since.
    Same,
    /// Nothing, or it is not known from what.
    Unknown,
    /// One that was made from something else.
    OfOtherOrigin,
    /// The same, and it was touched since.
    Touched,
}

/// From what each file was made.
#[derive(Debug, Default)]
pub(super) struct Origins {
    rows: BTreeMap<String, (State, OriginHash)>,
}

/// From what each file of a site that was just published was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewOrigins<'a> {
    /// The site.
    pub(super) output: &'a Path,
    /// What all its files are made from.
    pub(super) context: &'a OriginHash,
    /// From what each is made, by path.
    pub(super) made: &'a BTreeMap<String, OriginHash>,
}

impl Origins {
    /// Reads the table at `path` if it is of `context`; empty if there is none that can be used.
    pub(super) fn read(disk: &Disk, path: &Path, context: &OriginHash) -> Self {
        disk.read(path).ok().and_then(|bytes| Self::parse(&bytes, context)).unwrap_or_default()
    }

    fn parse(bytes: &[u8], context: &OriginHash) -> Option<Self> {
        let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
        if blake3::hash(bytes) != *sum {
            return None;
        }
        let mut rest = bytes.strip_prefix(SCHEMA)?.strip_prefix(context)?;
        let mut rows = BTreeMap::new();
        while !rest.is_empty() {
            let (length, more) = rest.split_first_chunk::<4>()?;
            let (path, more) = more.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            let (state, more) = more.split_first_chunk::<STATE>()?;
            let (origin, more) = more.split_first_chunk::<HASH>()?;
            rows.insert(std::str::from_utf8(path).ok()?.to_owned(), (*state, *origin));
            rest = more;
        }
        Some(Self { rows })
    }

    /// Compares the file of the site at `output` with this path with one that is made from `origin`.
    pub(super) fn compare(
        &self,
        disk: &Disk,
        output: &Path,
        path: &str,
        origin: &OriginHash,
    ) -> Result<OldFile, PublishError> {
        let Some((state, made_from)) = self.rows.get(path) else { return Ok(OldFile::Unknown) };
        if made_from != origin {
            return Ok(OldFile::OfOtherOrigin);
        }
        let found = disk.look(&output.join(path))?.and_then(|found| state_of(&found));
        Ok(if found == Some(*state) { OldFile::Same } else { OldFile::Touched })
    }

    /// Returns whether the table has a file with this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.rows.contains_key(path)
    }

    /// Writes the table `new` to `path`.
    ///
    /// # Errors
    /// A file of the site cannot be looked at, or the table cannot be written.
    pub(super) fn write(disk: &Disk, path: &Path, new: &NewOrigins<'_>) -> Result<(), PublishError> {
        let NewOrigins { output, context, made } = *new;
        // The old table does not fit the new site, so that it may be lost.
        let now_ns = next_moment(disk, path)?;
        let mut bytes = [SCHEMA, context].concat();
        for (name, origin) in made {
            let Some(found) = disk.look(&output.join(name))? else { continue };
            // A file that changes from now on gets a later time than any in the table.
            let Some(state) = state_of(&found).filter(|_| file_stamp(&found).changed_ns < now_ns) else { continue };
            let Ok(length) = u32::try_from(name.len()) else { continue };
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(&state);
            bytes.extend_from_slice(origin);
        }
        bytes.extend_from_slice(blake3::hash(&bytes).as_bytes());
        disk.write(path, &bytes)
    }
}

/// Empties the file at `path` until its time is a later one than that of any file that exists, and returns that time. On a
/// file system with slow clocks it may be the same.
fn next_moment(disk: &Disk, path: &Path) -> Result<i128, PublishError> {
    disk.remove_file(path)?;
    disk.write(path, b"-")?;
    let time = || Ok(disk.look(path)?.map_or(0, |found| file_stamp(&found).changed_ns));
    let first = time()?;
    let mut now = first;
    for _ in 0..ATTEMPTS {
        if now > first {
            break;
        }
        disk.write(path, b"-")?;
        now = time()?;
    }
    Ok(now)
}

/// Returns the state of a file; `None` where the system does not report enough of it.
fn state_of(metadata: &Metadata) -> Option<State> {
    let stamp = file_stamp(metadata);
    if !metadata.is_file() || stamp.changed_ns == 0 {
        return None;
    }
    let time = |nanoseconds: i128| i64::try_from(nanoseconds).ok().map(i64::to_le_bytes);
    let parts = [
        metadata.len().to_le_bytes(),
        stamp.device.to_le_bytes(),
        stamp.number.to_le_bytes(),
        time(stamp.modified_ns)?,
        time(stamp.changed_ns)?,
    ];
    parts.concat().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const CONTEXT: OriginHash = [1; HASH];
    const ORIGIN: OriginHash = [2; HASH];

    /// Writes a site of two files and its table, and returns its folder and the place of the table.
    fn site() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        for name in ["a", "b"] {
            disk.write(&folder.path().join(name), b"text").unwrap();
        }
        let table = folder.path().join("table");
        let made = [("a".to_owned(), ORIGIN), ("b".to_owned(), [3; HASH]), ("gone".to_owned(), ORIGIN)].into();
        Origins::write(&disk, &table, &NewOrigins { output: folder.path(), context: &CONTEXT, made: &made }).unwrap();
        (folder, table)
    }

    fn has(origins: &Origins, folder: &Path, path: &str) -> bool {
        origins.compare(&Disk::default(), folder, path, &ORIGIN).unwrap() == OldFile::Same
    }

    #[test]
    fn a_file_is_kept_if_it_was_made_from_the_same_and_is_untouched() {
        let (folder, table) = site();
        let origins = Origins::read(&Disk::default(), &table, &CONTEXT);
        assert_eq!(["a", "b", "c", "gone"].map(|path| has(&origins, folder.path(), path)), [true, false, false, false]);
        assert_eq!(["a", "b", "c", "gone"].map(|path| origins.lists(path)), [true, true, false, false]);
        Disk::default().write(&folder.path().join("a"), b"TEXT").unwrap();
        assert!(!has(&origins, folder.path(), "a"), "the same size, other bytes");
    }

    #[test]
    fn another_file_with_the_same_bytes_is_not_kept() {
        let (folder, table) = site();
        let origins = Origins::read(&Disk::default(), &table, &CONTEXT);
        Disk::default().remove_file(&folder.path().join("a")).unwrap();
        Disk::default().write(&folder.path().join("a"), b"text").unwrap();
        assert!(!has(&origins, folder.path(), "a"));
    }

    #[test]
    fn a_table_of_another_context_or_with_any_other_byte_is_empty() {
        let (_folder, table) = site();
        let disk = Disk::default();
        assert!(!Origins::read(&disk, &table, &CONTEXT).rows.is_empty(), "a control");
        assert!(Origins::read(&disk, &table, &ORIGIN).rows.is_empty());
        let bytes = disk.read(&table).unwrap();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(Origins::parse(&other, &CONTEXT).is_none(), "byte {at}");
            assert!(Origins::parse(&bytes[..at], &CONTEXT).is_none(), "cut at {at}");
        }
    }
}
