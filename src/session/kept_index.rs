//! The search index of the last search, in `.fieldbook/cache/`, so that the next one does not read the site again.
//!
//! The index depends on the files, the options, the day, the commit and the program, and on nothing else; the file says of
//! which it was made. A file that is cut short, changed or of something else counts as none, and so does one that Git keeps. An
//! index is kept only if no text of the site holds a credential, reading it said nothing, and no clock decides about it. If
//! nothing can be written, nothing is kept.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use super::inputs_key::inputs_key;
use super::{prepare::PreparedSite, scope::ScopeOptions};
use crate::config::OpportunitySource;
use crate::finding::Family;
use crate::inputs::read_file_with;
use crate::publish::write_atomically;
use crate::rules::secrets::{check_file, check_path};
use fieldbook_search::Shard;
use rayon::prelude::*;
use std::path::PathBuf;

/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/index/1\n";
/// The largest file that is read or written, in bytes.
const LIMIT: usize = 256 << 20;
/// The length of a hash in bytes.
const HASH: usize = 32;

/// Where the index of one search is kept.
pub(super) struct KeptIndex {
    folder: PathBuf,
    key: [u8; HASH],
}

impl KeptIndex {
    /// Returns where the index of a search of the site of `session` is kept; `None` if it cannot be.
    pub(super) fn of(session: &Session<'_>, scope: &ScopeOptions) -> Option<Self> {
        let cache = CacheFolder::of_this_machine(session)?;
        let key = inputs_key(session, &[&format!("{scope:?}")]).ok()??;
        Some(Self { folder: cache.path().to_owned(), key: *blake3::hash(key.as_bytes()).as_bytes() })
    }

    /// Returns the shards that are kept; `None` if there are none for this search.
    pub(super) fn recall(&self, session: &Session<'_>) -> Option<Vec<Shard>> {
        let limit = u64::try_from(LIMIT).ok()?;
        parse(&read_file_with(&session.environment.disk, &self.path(), limit).ok()?, &self.key)
    }

    /// Keeps `shards` of `site`.
    pub(super) fn keep(&self, session: &Session<'_>, site: &PreparedSite, shards: &[Shard]) {
        let size: usize = shards.iter().map(|shard| shard.bytes.len()).sum();
        if size > LIMIT / 2 || !is_timeless(site) || holds_credential(site) {
            return;
        }
        let disk = session.disk();
        // The folder ignores itself, so that no user has to. What cannot be written is made again by the next search.
        let ignored = self.folder.join(".gitignore");
        if ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok() {
            let _ = write_atomically(&disk, &self.path(), &written(shards, &self.key));
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("search.index")
    }
}

/// Returns whether nothing but the files and the day decides what opportunities the site has.
pub(super) fn is_timeless(site: &PreparedSite) -> bool {
    let own = &site.loaded.settings.opportunities;
    match own.source {
        OpportunitySource::None => true,
        OpportunitySource::File => own.max_stale.is_none(),
        OpportunitySource::Notion => false,
    }
}

/// Returns whether a text of `site` holds a credential.
pub(super) fn holds_credential(site: &PreparedSite) -> bool {
    let holds = |source: &_| !check_file(source).is_empty() || !check_path(source).is_empty();
    let is_found = site.loaded.findings.iter().any(|finding| finding.rule.family == Family::Secrets);
    is_found || site.loaded.sources.par_iter().any(holds)
}

fn written(shards: &[Shard], key: &[u8; HASH]) -> Vec<u8> {
    let mut bytes = [SCHEMA, key].concat();
    for shard in shards {
        for part in [shard.name.as_bytes(), &shard.bytes] {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part);
        }
    }
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn parse(bytes: &[u8], key: &[u8; HASH]) -> Option<Vec<Shard>> {
    let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
    let mut rest = bytes.strip_prefix(SCHEMA)?.strip_prefix(key)?;
    if blake3::hash(bytes) != *sum {
        return None;
    }
    let mut shards = Vec::new();
    while !rest.is_empty() {
        let name = part(&mut rest)?;
        let bytes = part(&mut rest)?.to_vec();
        shards.push(Shard { name: std::str::from_utf8(name).ok()?.to_owned(), bytes });
    }
    Some(shards)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, more) = rest.split_first_chunk::<8>()?;
    let (part, more) = more.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = more;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_read_as_they_were_written_and_any_other_byte_counts_as_none() {
        let shard = |name: &str, bytes: &[u8]| Shard { name: name.to_owned(), bytes: bytes.to_vec() };
        let shards = [shard("meta", b"m"), shard("empty", b""), shard("t0", b"words")];
        let key = [7; HASH];
        let bytes = written(&shards, &key);
        let read = parse(&bytes, &key).unwrap();
        let facts =
            |shards: &[Shard]| shards.iter().map(|one| (one.name.clone(), one.bytes.clone())).collect::<Vec<_>>();
        assert_eq!(facts(&read), facts(&shards));
        assert!(parse(&bytes, &[8; HASH]).is_none(), "another key");
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(parse(&other, &key).is_none(), "byte {at}");
            assert!(parse(&bytes[..at], &key).is_none(), "cut at {at}");
        }
    }
}
