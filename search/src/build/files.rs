//! Cuts terms, words, facets and cards into files of a good size.
//!
//! A first search over 10,000 entries should take few bytes and the index at most 600 files: the targets below were
//! found by measuring with `examples/measure.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysed::Analysed;
use crate::bytes::{count, size};
use crate::lexicon::{Lexicon, Usage};
use crate::postings::PostingList;
use crate::shard::blocks::{self, write_card};
use crate::shard::facets::{self, push_document};
use crate::shard::meta::Meta;
use crate::shard::spelling::{self, PROMINENT};
use crate::shard::terms::{self, NAME_MARK};
use crate::shard::{Family, Shard, hash};

/// A large index has about this many term shards.
const TERM_SHARDS: usize = 180;
/// A small index has term shards of about this many bytes.
const LEAST_TERM_BYTES: usize = 6 << 10;
/// Bytes of a spelling shard, unless one key needs more.
const SPELLING_BYTES: usize = 10 << 10;
/// A large index has about this many result blocks.
const BLOCKS: usize = 345;
/// The smallest and the largest number of cards in a block.
const CARDS: (usize, usize) = (8, 100);
/// Bytes of a block that its excerpts may take together.
const TEXT_BYTES: usize = 5 << 10;
/// An excerpt's share is never less than this.
const LEAST_TEXT: usize = 160;

/// The shards written so far.
#[derive(Default)]
pub(super) struct Files {
    shards: Vec<Shard>,
    hashes: [Vec<u32>; 5],
}

impl Files {
    fn push(&mut self, family: Family, bytes: Vec<u8>) {
        let at = Family::LISTED.iter().position(|listed| *listed == family);
        if let Some(hashes) = at.and_then(|at| self.hashes.get_mut(at)) {
            let hash = hash(&bytes);
            let name = family.name(hashes.len(), hash);
            hashes.push(hash);
            self.shards.push(Shard { name, bytes });
        }
    }

    /// All shards, the completed `meta` first.
    pub(super) fn finish(mut self, meta: Meta) -> Vec<Shard> {
        let meta = Meta { hashes: self.hashes, ..meta };
        self.shards.insert(0, Shard { name: Shard::META.to_owned(), bytes: meta.write() });
        self.shards
    }

    pub(super) fn terms(&mut self, meta: &mut Meta, lexicon: &Lexicon, lists: &[PostingList]) {
        // Words that no document has any more are still in the lexicon.
        let used = (0_u32..).zip(lists).filter(|(_, list)| list.documents > 0);
        let mut sorted: Vec<(&str, &PostingList)> =
            used.map(|(number, list)| (lexicon.terms.text(number), list)).collect();
        sorted.sort_unstable_by_key(|(term, _)| *term);
        let with_names: Vec<&[(&str, &PostingList)]> =
            sorted.chunk_by(|_, (term, _)| term.contains(NAME_MARK)).collect();
        let weigh = |(term, list): &(&str, &PostingList)| list.bytes.len() + term.len() / 2 + 3;
        let weight = |group: &&[(&str, &PostingList)]| group.iter().map(weigh).sum();
        let target = (with_names.iter().map(weight).sum::<usize>() / TERM_SHARDS).max(LEAST_TERM_BYTES);
        let mut before = "";
        for groups in cut(&with_names, target, weight) {
            let shard = groups.concat();
            let first = shard.first().map_or("", |(term, _)| *term);
            meta.term_bounds.push(bound(before, first));
            before = shard.last().map_or("", |(term, _)| *term);
            self.push(Family::Terms, terms::write(&shard));
        }
    }

    pub(super) fn spelling(&mut self, meta: &mut Meta, lexicon: &Lexicon, usage: &[Usage]) {
        let words = lexicon.words().zip(usage).filter(|((word, _), usage)| is_worth_guessing(word, **usage));
        let worthy: Vec<(&str, &str, u8)> = words.map(|((word, stem), usage)| (word, stem, weight(*usage))).collect();
        for (family, keys) in [Family::Front, Family::Back].into_iter().zip(&mut meta.spelling) {
            let keyed = worthy.iter().map(|(word, stem, weight)| (spelling::key(family, word, stem), (*word, *weight)));
            let mut keyed: Vec<(&str, (&str, u8))> = keyed.collect();
            keyed.sort_unstable();
            let by_key: Vec<&[(&str, (&str, u8))]> = keyed.chunk_by(|a, b| a.0 == b.0).collect();
            let bytes = |group: &&[(&str, (&str, u8))]| group.iter().map(|(_, (word, _))| word.len() / 2 + 3).sum();
            for groups in cut(&by_key, SPELLING_BYTES, bytes) {
                keys.push(groups.iter().copied().flatten().next().map_or("", |(key, _)| key).to_owned());
                let mut words: Vec<(&str, u8)> = groups.iter().copied().flatten().map(|(_, word)| *word).collect();
                words.sort_unstable();
                self.push(family, spelling::write(family, &words));
            }
        }
    }

    pub(super) fn facets(&mut self, meta: &mut Meta, documents: &[Analysed]) {
        let names: BTreeSet<&str> =
            documents.iter().flat_map(|document| &document.facets).map(|(name, _)| name.as_str()).collect();
        for name in names {
            meta.facets.push(name.to_owned());
            for (chunk, part) in documents.chunks(size(facets::DOCUMENTS)).enumerate() {
                let first = count(chunk) * facets::DOCUMENTS;
                let mut values: BTreeMap<&str, Vec<std::ops::Range<u32>>> = BTreeMap::new();
                for (number, document) in (first..).zip(part) {
                    for (_, value) in document.facets.iter().filter(|(facet, _)| facet == name) {
                        push_document(values.entry(value).or_default(), number);
                    }
                }
                let values: Vec<_> = values.into_iter().map(|(value, runs)| (value.to_owned(), runs)).collect();
                self.push(Family::Facets, facets::write(&values));
            }
        }
    }

    pub(super) fn blocks(&mut self, meta: &mut Meta, documents: &[Analysed]) {
        let block_size = documents.len().div_ceil(BLOCKS).clamp(CARDS.0, CARDS.1);
        meta.block_size = count(block_size);
        let text_bytes = (TEXT_BYTES / block_size).max(LEAST_TEXT);
        for block in documents.chunks(block_size) {
            let cards: Vec<Vec<u8>> = block
                .iter()
                .map(|document| {
                    write_card(&document.card, &document.facets, beginning(&document.card.text, text_bytes))
                })
                .collect();
            self.push(Family::Results, blocks::write(&cards));
        }
    }
}

/// Cuts `items` into runs of about `target`, at least one item each.
fn cut<T>(items: &[T], target: usize, weight: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut runs = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let own = weight(item);
        if at > start && sum + own > target {
            runs.extend(items.get(start..at));
            (start, sum) = (at, 0);
        }
        sum += own;
    }
    runs.extend(items.get(start..).filter(|rest| !rest.is_empty()));
    runs
}

/// The shortest text that is above `before` and not above `first`.
fn bound(before: &str, first: &str) -> String {
    let mut end = crate::bytes::shared_prefix(before.as_bytes(), first.as_bytes()) + 1;
    while !first.is_char_boundary(end) && end < first.len() {
        end += 1;
    }
    first.get(..end).unwrap_or(first).to_owned()
}

/// Words that may be meant by a mistyped one: no digits, not seen just once in some body.
fn is_worth_guessing(word: &str, usage: Usage) -> bool {
    let is_word = word.len() >= 3 && !word.contains(char::is_numeric);
    is_word && (usage.is_prominent || usage.documents > 1)
}

/// How common a word is, on a scale of doublings, and whether it is prominent.
fn weight(usage: Usage) -> u8 {
    let doublings = u8::try_from(usage.documents.checked_ilog2().unwrap_or(0)).unwrap_or(31);
    doublings | if usage.is_prominent { PROMINENT } else { 0 }
}

/// The beginning of `text`, at most `bytes` long, cut between words.
fn beginning(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let cut = text.get(..text.floor_char_boundary(bytes)).unwrap_or("");
    cut.rfind(char::is_whitespace).and_then(|end| cut.get(..end)).unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_cut_by_weight() {
        let runs = cut(&[3, 3, 9, 1, 1, 1], 6, |item| *item);
        assert_eq!(runs, [&[3, 3][..], &[9], &[1, 1, 1]]);
        assert!(cut(&[], 6, |item: &usize| *item).is_empty());
    }

    #[test]
    fn bounds_lie_between() {
        assert_eq!(["vault", "vaultage", "web"].map(|first| bound("vast", first)), ["vau", "vau", "w"]);
        assert_eq!(bound("key", "keyé"), "keyé");
    }

    #[test]
    fn texts_end_between_words() {
        assert_eq!(
            [beginning("one two three", 9), beginning("one", 9), beginning("ééééé", 5)],
            ["one two", "one", "éé"]
        );
    }
}
