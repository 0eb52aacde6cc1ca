//! The names that a site knows: they count as names wherever they are in a sentence.

use super::lists::Phrases;

/// The names that a site knows.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Names of companies, which count with a capital.
    pub(super) companies: Phrases,
    /// Names of capabilities, which count in any case.
    pub(super) capabilities: Phrases,
    hash: [u8; 32],
}

impl Vocabulary {
    /// Makes it of the names and aliases of `companies` and of the names of `capabilities`.
    pub fn new<'a>(companies: impl Iterator<Item = &'a str>, capabilities: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        let mut hasher = blake3::Hasher::new();
        let mut add = |list: &mut Phrases, mark: u8, name: &str| {
            list.add(name);
            hasher.update(&[mark]).update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
        };
        companies.for_each(|name| add(&mut vocabulary.companies, 0, name));
        capabilities.for_each(|name| add(&mut vocabulary.capabilities, 1, name));
        vocabulary.hash = hasher.finalize().into();
        vocabulary
    }

    /// Returns a hash over the names, in order.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}
