//! The hashes of files by their stamps, so that a file that did not change is not read to see that.
//!
//! As in the index of Git, a file counts as unchanged while its size, its number and the times of its last changes are the
//! same. File systems give changes in quick succession the same time, so that a file that changed shortly before the hashes were
//! written counts as unknown.

use super::disk::DiskFiles;
use super::files::{Files, Stamp};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/file-hashes/1\n";
/// The largest file that is read, in bytes.
const LIMIT: u64 = 256 << 20;
/// The length of a hash in bytes.
const HASH: usize = 32;
/// The length of a stamp in bytes: size and number with 8 each, two times with 16 each.
const STAMP: usize = 48;
/// How much older than the hashes a change must be, in nanoseconds. The coarsest times in use are those of FAT: two seconds.
const MARGIN: i128 = 3_000_000_000;

/// The hash of a file, and the stamp that it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KnownHash {
    stamp: Stamp,
    hash: [u8; HASH],
}

/// What is known of earlier runs, and what this one adds. The default knows nothing.
#[derive(Debug, Default)]
pub struct KnownHashes {
    /// By a hash of the path, since a path can name a credential.
    known: BTreeMap<[u8; HASH], KnownHash>,
    /// Changes from this time on count as unknown.
    settled_ns: i128,
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    all: BTreeMap<[u8; HASH], KnownHash>,
    has_new: bool,
}

impl KnownHashes {
    /// Reads the file at `path` of `files` that was written for `program`; any other knows nothing.
    pub fn read(files: &DiskFiles, path: &str, program: &str) -> Self {
        let (Some(stamp), Ok(bytes)) = (files.stamp(path), files.read(path, LIMIT)) else { return Self::default() };
        // A file that was exchanged in between is newer than its stamp says, which is the safe side.
        Self::from_bytes(&bytes, program, stamp.modified_ns)
    }

    fn from_bytes(bytes: &[u8], program: &str, written_ns: i128) -> Self {
        let known = parse(bytes, program).unwrap_or_default();
        Self { known, settled_ns: written_ns - MARGIN, used: Mutex::default() }
    }

    /// Returns the hash that the file at `path` with `stamp` has.
    pub(super) fn recall(&self, path: &str, stamp: &Stamp) -> Option<[u8; HASH]> {
        let key = key(path);
        let known = self.known.get(&key)?;
        // Without the time of the last change of its state, a file that was put back with its old time would not be noticed.
        let is_settled = stamp.changed_ns != 0 && stamp.changed_ns.max(stamp.modified_ns) < self.settled_ns;
        if known.stamp != *stamp || !is_settled {
            return None;
        }
        self.used.lock().unwrap_or_else(PoisonError::into_inner).all.insert(key, *known);
        Some(known.hash)
    }

    /// Takes the `hash` of the file at `path`, which had `stamp` before it was read.
    pub(super) fn keep(&self, path: &str, stamp: Stamp, hash: [u8; HASH]) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.all.insert(key(path), KnownHash { stamp, hash });
        used.has_new = true;
    }

    /// Returns the bytes of a file for later runs; `None` if this one read no file.
    pub fn to_bytes(&self, program: &str) -> Option<Vec<u8>> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.has_new.then(|| written(&used.all, program))
    }
}

fn key(path: &str) -> [u8; HASH] {
    blake3::hash(path.as_bytes()).into()
}

fn head(program: &str) -> Vec<u8> {
    [SCHEMA, blake3::hash(program.as_bytes()).as_bytes()].concat()
}

fn written(all: &BTreeMap<[u8; HASH], KnownHash>, program: &str) -> Vec<u8> {
    let mut bytes = head(program);
    for (key, KnownHash { stamp, hash }) in all {
        bytes.extend_from_slice(key);
        bytes.extend_from_slice(&stamp_bytes(stamp));
        bytes.extend_from_slice(hash);
    }
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn parse(bytes: &[u8], program: &str) -> Option<BTreeMap<[u8; HASH], KnownHash>> {
    let (content, sum) = bytes.split_last_chunk::<HASH>()?;
    let (records, rest) = content.strip_prefix(head(program).as_slice())?.as_chunks::<{ 2 * HASH + STAMP }>();
    if !rest.is_empty() || blake3::hash(content) != *sum {
        return None;
    }
    records.iter().map(|record| parse_record(record)).collect()
}

fn parse_record(record: &[u8]) -> Option<([u8; HASH], KnownHash)> {
    let (key, rest) = record.split_first_chunk::<HASH>()?;
    let (bytes, rest) = rest.split_first_chunk::<8>()?;
    let (number, rest) = rest.split_first_chunk::<8>()?;
    let (modified, rest) = rest.split_first_chunk::<16>()?;
    let (changed, hash) = rest.split_first_chunk::<16>()?;
    let stamp = Stamp {
        bytes: u64::from_le_bytes(*bytes),
        number: u64::from_le_bytes(*number),
        modified_ns: i128::from_le_bytes(*modified),
        changed_ns: i128::from_le_bytes(*changed),
    };
    Some((*key, KnownHash { stamp, hash: *hash.first_chunk()? }))
}

fn stamp_bytes(stamp: &Stamp) -> Vec<u8> {
    let Stamp { bytes, number, modified_ns, changed_ns } = stamp;
    [bytes.to_le_bytes().as_slice(), &number.to_le_bytes(), &modified_ns.to_le_bytes(), &changed_ns.to_le_bytes()]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGED: i128 = 1_000_000_000_000;

    fn stamp() -> Stamp {
        Stamp { bytes: 5, number: 7, modified_ns: CHANGED - 1, changed_ns: CHANGED }
    }

    /// Knows the hash of `a` with [`stamp`], in a file that was written at `written_ns`.
    fn known(written_ns: i128) -> KnownHashes {
        let hashes = KnownHashes::default();
        hashes.keep("a", stamp(), [9; HASH]);
        KnownHashes::from_bytes(&hashes.to_bytes("p").expect("a new one"), "p", written_ns)
    }

    #[test]
    fn a_file_with_the_same_stamp_is_known_and_with_any_other_it_is_not() {
        let hashes = known(CHANGED + MARGIN + 1);
        assert_eq!(hashes.recall("a", &stamp()), Some([9; HASH]));
        assert_eq!(hashes.to_bytes("p"), None, "nothing new");
        let others = [
            Stamp { bytes: 6, ..stamp() },
            Stamp { number: 8, ..stamp() },
            Stamp { modified_ns: CHANGED - 2, ..stamp() },
            Stamp { changed_ns: CHANGED - 1, ..stamp() },
        ];
        for other in others {
            assert_eq!(hashes.recall("a", &other), None, "{other:?}");
        }
        assert_eq!(hashes.recall("b", &stamp()), None, "another path");
        hashes.keep("b", stamp(), [8; HASH]);
        let next = KnownHashes::from_bytes(&hashes.to_bytes("p").expect("a new one"), "p", i128::MAX);
        assert_eq!(["a", "b"].map(|path| next.recall(path, &stamp())), [Some([9; HASH]), Some([8; HASH])]);
    }

    #[test]
    fn a_change_shortly_before_the_hashes_were_written_or_without_a_time_is_not_known() {
        assert_eq!(known(CHANGED + MARGIN).recall("a", &stamp()), None);
        assert!(known(CHANGED + MARGIN + 1).recall("a", &stamp()).is_some(), "the other side");
        let timeless = Stamp { changed_ns: 0, ..stamp() };
        let hashes = KnownHashes::default();
        hashes.keep("a", timeless, [9; HASH]);
        let hashes = KnownHashes::from_bytes(&hashes.to_bytes("p").expect("a new one"), "p", i128::MAX);
        assert_eq!(hashes.recall("a", &timeless), None);
    }

    #[test]
    fn any_other_byte_counts_as_none() {
        let hashes = KnownHashes::default();
        hashes.keep("a", stamp(), [9; HASH]);
        let bytes = hashes.to_bytes("p").expect("a new one");
        assert!(parse(&bytes, "p").is_some_and(|known| known.len() == 1));
        assert!(parse(&bytes, "q").is_none(), "another program");
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(parse(&other, "p").is_none(), "byte {at}");
            assert!(parse(&bytes[..at], "p").is_none(), "cut at {at}");
        }
    }
}
