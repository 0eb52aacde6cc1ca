//! The synonyms that the readers of a build may see.

use crate::entry::Entry;
use crate::library::Lists;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Up to how many words the fastest automaton is built, which is the largest.
const FEW: usize = 1_000;

/// Returns the groups of synonyms of `lists` without the words that only `hidden` entries have, and without groups of which
/// `visible` entries have no word.
pub(super) fn visible_synonyms(lists: &Lists, visible: &[Arc<Entry>], hidden: &[Arc<Entry>]) -> Vec<Vec<String>> {
    let words: Vec<&str> =
        lists.synonyms.iter().flatten().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let seen = words_in(&words, visible);
    let unseen = words_in(&words, hidden);
    let group = |group: &Vec<String>| {
        let is_shown = |word: &&String| seen.contains(word.as_str()) || !unseen.contains(word.as_str());
        let shown: Vec<String> = group.iter().filter(is_shown).cloned().collect();
        let is_of_use = shown.len() > 1 && shown.iter().any(|word| seen.contains(word.as_str()));
        is_of_use.then_some(shown)
    };
    lists.synonyms.iter().filter_map(group).collect()
}

/// Returns which of `words` are in the files of `entries`, case aside; parts of other words count.
fn words_in<'w>(words: &[&'w str], entries: &[Arc<Entry>]) -> BTreeSet<&'w str> {
    // The builder fails only beyond a size that no list of words reaches.
    let kind = (words.len() <= FEW).then_some(AhoCorasickKind::DFA);
    let Ok(automaton) = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(words) else {
        return BTreeSet::new();
    };
    let distinct = words.iter().collect::<BTreeSet<_>>().len();
    let mut found = BTreeSet::new();
    for entry in entries {
        if found.len() == distinct {
            break;
        }
        let part = crate::source::Span { start: entry.head.start.min(entry.body.span.start), end: entry.body.span.end };
        let places = automaton.find_overlapping_iter(entry.file.slice(part));
        found.extend(places.filter_map(|place| words.get(place.pattern().as_usize()).copied()));
    }
    found
}
