//! The names that a site knows: they count as names wherever they are in a sentence.

use super::lists::Phrases;

/// The names that a site knows.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Names of companies, which count with a capital.
    pub(super) companies: Phrases,
    /// Names of capabilities, which count in any case.
    pub(super) capabilities: Phrases,
}

impl Vocabulary {
    /// Makes it of the names and aliases of `companies` and of the names of `capabilities`.
    pub fn new<'a>(companies: impl Iterator<Item = &'a str>, capabilities: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        companies.for_each(|name| vocabulary.companies.add(name));
        capabilities.for_each(|name| vocabulary.capabilities.add(name));
        vocabulary
    }
}
