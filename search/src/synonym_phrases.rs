//! The synonyms of an index, by phrase and by word.

use std::collections::{BTreeMap, BTreeSet};

/// Phrases that mean the same, by phrase and by word.
#[derive(Debug, Clone)]
pub(crate) struct SynonymPhrases {
    groups: BTreeMap<String, Vec<Vec<String>>>,
    words: BTreeSet<String>,
}

impl SynonymPhrases {
    pub(crate) fn new(synonyms: &[Vec<String>]) -> Self {
        let mut groups: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut words = BTreeSet::new();
        for group in synonyms {
            for phrase in group {
                words.extend(phrase.split(' ').map(str::to_owned));
                groups.entry(phrase.clone()).or_default().push(group.clone());
            }
        }
        Self { groups, words }
    }

    /// The groups that have `phrase`.
    pub(crate) fn groups(&self, phrase: &str) -> &[Vec<String>] {
        self.groups.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// True if `stem` occurs in some phrase.
    pub(crate) fn has_word(&self, stem: &str) -> bool {
        self.words.contains(stem)
    }
}
