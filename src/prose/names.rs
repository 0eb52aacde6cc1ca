//! Finding names in sentences.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A set of names, each standing for an id.
#[derive(Debug)]
pub(crate) struct Names {
    automaton: Option<AhoCorasick>,
    ids: Vec<String>,
    hash: [u8; 32],
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// The id it represents.
    pub(crate) id: &'a str,
    /// Where it is in the text.
    pub(crate) range: Range<usize>,
}

impl Names {
    /// Makes the set; names of fewer than two letters would be found everywhere and are left out.
    pub(crate) fn new(names: Vec<(String, String)>) -> Self {
        let names: Vec<_> = names.into_iter().filter(|(name, _)| name.chars().count() > 1).collect();
        let mut hasher = blake3::Hasher::new();
        for text in names.iter().flat_map(|(name, id)| [name, id]) {
            hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        }
        let (names, ids): (Vec<_>, Vec<_>) = names.into_iter().unzip();
        // The builder fails only beyond a size that no list of names reaches.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).ok();
        Self { automaton: automaton.filter(|_| !ids.is_empty()), ids, hash: hasher.finalize().into() }
    }

    /// Returns a hash over the names and ids, in order.
    pub(crate) fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// Returns whether there is no name.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns the names that are in `text` as whole words, in order. Letters' case counts: names are often words.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Named<'a>> {
        let matches = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        matches
            .filter(move |found| is_word(text, found.range()))
            .filter_map(|found| Some(Named { id: self.ids.get(found.pattern().as_usize())?, range: found.range() }))
    }
}

/// Returns whether no letter or digit touches `range` of `text`.
pub(crate) fn is_word(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|rest| rest.chars().next_back());
    let after = text.get(range.end..).and_then(|rest| rest.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
