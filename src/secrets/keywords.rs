//! The search for all keywords at once.
//!
//! Every command scans what it prints, and most print little. The automaton that reads a byte in the least time takes 6 ms to
//! build, of the 20 ms that a check of one entry took with it, so it is built out of the smaller one when there is enough to read.

use aho_corasick::automaton::Automaton;
use aho_corasick::{Input, dfa, nfa::noncontiguous};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many bytes are read before the fast automaton is built. The small one takes about the time of building it longer for them:
/// at 0.45 MB, half of the 6 ms is left.
const READ_SLOWLY: usize = 1024 * 1024;

/// Words that announce credentials, as an automaton that is quick to build and one that is quick to read with.
#[derive(Debug)]
pub(super) struct Keywords {
    small: noncontiguous::NFA,
    /// Nothing inside if it would be too large.
    fast: OnceLock<Option<dfa::DFA>>,
    read: AtomicUsize,
}

impl Keywords {
    /// Returns the search for `words` in any case; nothing if they are too many for an automaton.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let small = noncontiguous::Builder::new().ascii_case_insensitive(true).build(words).ok()?;
        Some(Self { small, fast: OnceLock::new(), read: AtomicUsize::new(0) })
    }

    /// Passes on every keyword in `bytes`, also those that overlap, by their ends: its place among the words, and where it is.
    pub(super) fn find(&self, bytes: &[u8], found: impl FnMut(usize, Range<usize>)) {
        let read = self.read.fetch_add(bytes.len(), Ordering::Relaxed).saturating_add(bytes.len());
        let fast = (read > READ_SLOWLY).then(|| self.fast.get_or_init(|| self.fast())).and_then(Option::as_ref);
        match fast {
            Some(fast) => find_by(fast, bytes, found),
            None => find_by(&self.small, bytes, found),
        }
    }

    fn fast(&self) -> Option<dfa::DFA> {
        dfa::Builder::new().build_from_noncontiguous(&self.small).ok()
    }
}

fn find_by(automaton: &impl Automaton, bytes: &[u8], mut found: impl FnMut(usize, Range<usize>)) {
    // No error is possible: the automaton reports all matches and searches unanchored, as it is built without other options.
    for one in automaton.try_find_overlapping_iter(Input::new(bytes)).into_iter().flatten() {
        found(one.pattern().as_usize(), one.range());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_automata_find_every_keyword_in_any_case() {
        let keywords = Keywords::new(["ab", "abc", "bc", "x"].into_iter()).expect("built");
        let found = |text: &str| {
            let mut found = Vec::new();
            keywords.find(text.as_bytes(), |word, range| found.push((word, range)));
            found
        };
        let text = "zABcz aBx";
        let all = vec![(0, 1..3), (1, 1..4), (2, 2..4), (0, 6..8), (3, 8..9)];
        assert_eq!((found(text), keywords.fast.get().is_some()), (all.clone(), false));
        let left = READ_SLOWLY - text.len();
        assert_eq!((found(&"-".repeat(left)), keywords.fast.get().is_some()), (Vec::new(), false));
        assert_eq!((found(text), keywords.fast.get().is_some()), (all, true));
    }
}
