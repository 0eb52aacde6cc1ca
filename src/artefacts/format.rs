//! The file of artefacts: a head with the program, each artefact as key, length and bytes, and a hash of all.

use super::key::ArtefactKey;
use std::collections::BTreeMap;
use std::ops::Range;

/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/artefacts/1\n";
/// The length of a hash in bytes.
const HASH: usize = 32;

/// Returns where each artefact is in `bytes`; `None` if they were not written for `program`, or not all are there.
pub(super) fn index(bytes: &[u8], program: &str) -> Option<BTreeMap<ArtefactKey, Range<usize>>> {
    let (content, sum) = bytes.split_last_chunk::<HASH>()?;
    let head = head(program);
    let mut rest = content.strip_prefix(head.as_slice())?;
    if blake3::hash(content) != *sum {
        return None;
    }
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (key, more) = rest.split_first_chunk::<HASH>()?;
        let (length, more) = more.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let start = content.len() - more.len();
        rest = more.get(length..)?;
        all.push((ArtefactKey(*key), start..start + length));
    }
    // The file is sorted, so that this is one pass.
    Some(all.into_iter().collect())
}

/// Returns the bytes of a file; an artefact of 4 GiB or more is left out.
pub(super) fn written(all: &BTreeMap<ArtefactKey, &[u8]>, program: &str) -> Vec<u8> {
    let size: usize = all.values().map(|bytes| bytes.len() + HASH + 4).sum();
    let mut bytes = head(program);
    bytes.reserve(size + HASH);
    for (key, artefact) in all {
        let Ok(length) = u32::try_from(artefact.len()) else { continue };
        bytes.extend_from_slice(&key.0);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(artefact);
    }
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn head(program: &str) -> Vec<u8> {
    [SCHEMA, blake3::hash(program.as_bytes()).as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written_and_any_other_byte_counts_as_none() {
        let key = |name: &str| ArtefactKey::of("test", &[name.as_bytes()]);
        let all: BTreeMap<ArtefactKey, &[u8]> = [(key("a"), b"one".as_slice()), (key("b"), b"")].into();
        let bytes = written(&all, "p");
        let read = index(&bytes, "p").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(bytes[read[&key("a")].clone()], *b"one");
        assert_eq!(bytes[read[&key("b")].clone()], *b"");
        assert!(index(&bytes, "q").is_none(), "another program");
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(index(&other, "p").is_none(), "byte {at}");
            assert!(index(&bytes[..at], "p").is_none(), "cut at {at}");
        }
    }
}
