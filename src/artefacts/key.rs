//! What decides an artefact, as a hash.

/// A hash over everything that decides an artefact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtefactKey(pub(super) [u8; 32]);

impl ArtefactKey {
    /// Returns the key of what is made in the way called `way` from `parts`; the boundaries between parts count.
    pub fn of(way: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [way.as_bytes()].iter().chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self(hasher.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_the_parts_and_their_boundaries_count() {
        let keys = [
            ArtefactKey::of("a", &[b"bc", b"d"]),
            ArtefactKey::of("a", &[b"b", b"cd"]),
            ArtefactKey::of("ab", &[b"c", b"d"]),
            ArtefactKey::of("a", &[b"bc", b"d", b""]),
        ];
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(keys.iter().position(|other| other == key), Some(index));
        }
    }
}
