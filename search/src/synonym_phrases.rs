//! The synonyms of an index, by phrase and by word.

use std::collections::{BTreeMap, BTreeSet};

/// Phrases that mean the same, by phrase and by word.
#[derive(Debug, Clone)]
pub(crate) struct SynonymPhrases {
    groups: BTreeMap<String, Vec<Vec<String>>>,
    wordings: BTreeMap<String, Vec<String>>,
    words: BTreeSet<String>,
}

impl SynonymPhrases {
    pub(crate) fn new(synonyms: &[Vec<String>], typed: &[[Vec<String>; 2]]) -> Self {
        let mut groups: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut words = BTreeSet::new();
        for group in synonyms {
            for phrase in group {
                words.extend(phrase.split(' ').map(str::to_owned));
                groups.entry(phrase.clone()).or_default().push(group.clone());
            }
        }
        let mut wordings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for [phrases, terms] in typed {
            for phrase in phrases {
                words.extend(phrase.split(' ').map(str::to_owned));
                wordings.entry(phrase.clone()).or_default().extend_from_slice(terms);
            }
        }
        Self { groups, wordings, words }
    }

    /// The groups that have `phrase`.
    pub(crate) fn groups(&self, phrase: &str) -> &[Vec<String>] {
        self.groups.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// The terms for which `phrase` is typed.
    pub(crate) fn terms(&self, phrase: &str) -> &[String] {
        self.wordings.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// True if `stem` occurs in some phrase.
    pub(crate) fn has_word(&self, stem: &str) -> bool {
        self.words.contains(stem)
    }
}
