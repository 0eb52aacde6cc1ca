//! Whether a page is still the page: hashes of its longest sentences.

use super::text::Text;
use std::collections::BTreeSet;

/// How many sentences are kept.
pub(super) const MOST_ANCHORS: usize = 16;
/// The fewest words of a sentence that is kept.
const LEAST_WORDS: usize = 8;
/// How many of the kept sentences must still be there: a quarter.
const SHARE: usize = 4;

/// Returns hashes of the longest sentences of `text`, sorted: 8 hexadecimal digits of BLAKE3 over the folded words.
pub(super) fn anchors(text: &Text) -> Vec<String> {
    let mut sentences: Vec<_> = text.sentences().into_iter().filter(|one| one.len() >= LEAST_WORDS).collect();
    sentences.sort_by_key(|one| (std::cmp::Reverse(one.len()), one.start));
    let mut found = BTreeSet::new();
    for sentence in sentences {
        if found.len() < MOST_ANCHORS {
            found.insert(hash(&text.folded(&sentence)));
        }
    }
    found.into_iter().map(|hash| format!("{hash:08x}")).collect()
}

/// Returns whether enough of the sentences in `recorded` are in `text`; `None` if none was recorded.
pub(super) fn is_recognised(text: &Text, recorded: &[String]) -> Option<bool> {
    (!recorded.is_empty()).then(|| kept(text, recorded) * SHARE >= recorded.len())
}

/// Returns the sentences by which the page is recognised from now on: those in `recorded` as long as three quarters of
/// them are there, so that a page with a changing part does not change its record.
pub(super) fn renewed(text: &Text, recorded: &[String]) -> Vec<String> {
    let is_kept = !recorded.is_empty() && kept(text, recorded) * SHARE >= recorded.len() * (SHARE - 1);
    if is_kept { recorded.to_vec() } else { anchors(text) }
}

/// Returns how many of the sentences in `recorded`, which is not empty, are in `text`, in percent.
pub(super) fn kept_percent(text: &Text, recorded: &[String]) -> usize {
    kept(text, recorded) * 100 / recorded.len().max(1)
}

/// Returns how many of the sentences in `recorded` are in `text`.
fn kept(text: &Text, recorded: &[String]) -> usize {
    let now = text.hashes(LEAST_WORDS, hash);
    let hashes = recorded.iter().filter_map(|anchor| u32::from_str_radix(anchor, 16).ok());
    hashes.filter(|hash| now.binary_search(hash).is_ok()).count()
}

/// Returns the first four bytes of the hash.
fn hash(folded: &str) -> u32 {
    let [one, two, three, four, ..] = *blake3::hash(folded.as_bytes()).as_bytes();
    u32::from_be_bytes([one, two, three, four])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(sentences: std::ops::Range<usize>) -> Text {
        let sentence = |one| format!("This is sentence {one} of a page with enough words in it");
        Text::new(sentences.map(sentence).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn a_page_is_recognised_by_a_quarter_of_its_long_sentences() {
        let recorded = anchors(&page(0..16));
        let first = blake3::hash(b"this is sentence 0 of a page with enough words in it").to_hex();
        assert!(recorded.contains(&first.as_str().chars().take(8).collect()));
        assert_eq!(recorded.len(), 16);
        assert_eq!(is_recognised(&page(12..40), &recorded), Some(true));
        assert_eq!(is_recognised(&page(13..40), &recorded), Some(false));
        assert_eq!(is_recognised(&page(0..16), &[]), None);
        assert_eq!(anchors(&Text::new("Too short a sentence".to_owned())), Vec::<String>::new());
    }
}
