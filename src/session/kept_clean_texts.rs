//! The hashes of texts without a credential, in `.fieldbook/cache/`, so that a text is searched once on each machine.
//!
//! A file that is cut short, changed, or of another program counts as none, and so does one that Git keeps. If nothing can be
//! written, nothing is kept.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use crate::inputs::read_file_with;
use crate::publish::write_atomically;
use crate::secrets::{TextHash, met_clean_texts, recall_clean_texts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/clean-texts/1\n";
/// The largest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;
/// The length of a hash in bytes.
const HASH: usize = 32;
/// How many times as many texts as the last command met are kept, those of other commands included.
const OTHERS: usize = 3;

/// Lets every scan of this process know the texts that earlier commands found clean.
pub(super) fn recall(session: &Session<'_>) {
    recall_clean_texts(folder(session).and_then(|folder| read(session, &folder)).unwrap_or_default());
}

/// Keeps the texts that were found clean, for later commands.
pub(super) fn keep(session: &Session<'_>) {
    let (Some(folder), Some(program)) = (folder(session), &session.environment.program) else { return };
    let met = met_clean_texts();
    let before = read(session, &folder).unwrap_or_default();
    if met.is_subset(&before) {
        return;
    }
    let all: BTreeSet<TextHash> = before.union(&met).copied().collect();
    let kept = if all.len() <= OTHERS * met.len() { all } else { met };
    let disk = session.disk();
    // The folder ignores itself, so that no user has to. What cannot be written is found again by the next command.
    let ignored = folder.join(".gitignore");
    if ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok() {
        let _ = write_atomically(&disk, &path(&folder), &written(&kept, program));
    }
}

fn folder(session: &Session<'_>) -> Option<PathBuf> {
    CacheFolder::of_this_machine(session).map(|cache| cache.path().to_owned())
}

fn path(folder: &Path) -> PathBuf {
    folder.join("clean-texts")
}

fn read(session: &Session<'_>, folder: &Path) -> Option<BTreeSet<TextHash>> {
    let bytes = read_file_with(&session.environment.disk, &path(folder), LIMIT).ok()?;
    parse(&bytes, session.environment.program.as_ref()?)
}

fn head(program: &str) -> Vec<u8> {
    [SCHEMA, blake3::hash(program.as_bytes()).as_bytes()].concat()
}

fn written(hashes: &BTreeSet<TextHash>, program: &str) -> Vec<u8> {
    let mut bytes = head(program);
    bytes.extend(hashes.iter().flatten());
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn parse(bytes: &[u8], program: &str) -> Option<BTreeSet<TextHash>> {
    let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
    let (hashes, rest) = bytes.strip_prefix(head(program).as_slice())?.as_chunks::<HASH>();
    (rest.is_empty() && blake3::hash(bytes) == *sum).then(|| hashes.iter().copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_read_as_they_were_written_and_any_other_byte_counts_as_none() {
        let hashes: BTreeSet<TextHash> = [[1; HASH], [2; HASH]].into();
        let bytes = written(&hashes, "one");
        assert_eq!(parse(&bytes, "one"), Some(hashes));
        assert_eq!(parse(&bytes, "two"), None);
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(parse(&other, "one"), None, "byte {at}");
            assert_eq!(parse(&bytes[..at], "one"), None, "cut at {at}");
        }
    }
}
