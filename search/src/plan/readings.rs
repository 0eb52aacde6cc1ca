//! The other readings of a query's words: synonyms, and the same words written apart or together.

use super::parts::{Manner, Reading, Unit};
use super::planner::Planner;
use super::word::Word;
use crate::fillers::is_carrying;
use crate::weights::{COMPOUND, SYNONYM};
use crate::words::is_stop_word;

/// Longest phrase of a synonym group, in words.
const LONGEST_PHRASE: usize = 6;

impl Planner<'_> {
    /// Parts the slots into units, the longest phrase first wherever one begins.
    pub(super) fn units(&mut self, words: &[Word], manner: Manner) {
        let mut at = 0;
        let mut slot = 0;
        while let Some(word) = words.get(at) {
            let (length, readings) = self.readings(words, at, manner);
            let slots = words.iter().skip(at).take(length).filter(|word| word.is_slot).count();
            if slots > 0 && (word.is_slot || !readings.is_empty()) {
                self.plan.units.push(Unit { slots: slot..slot + slots, readings });
            }
            slot += slots;
            at += length;
        }
    }

    /// The longest phrase that begins at word `at` and has other readings, and these; else one word and none.
    fn readings(&mut self, words: &[Word], at: usize, manner: Manner) -> (usize, Vec<Reading>) {
        let longest = words.len().saturating_sub(at).min(LONGEST_PHRASE);
        for length in (1..=longest).rev() {
            let phrase: Vec<&str> = words.iter().skip(at).take(length).map(|word| word.stem.as_str()).collect();
            let phrase = phrase.join(" ");
            let mut readings: Vec<Reading> = Vec::new();
            for group in self.shards.synonyms.groups(&phrase) {
                let others = group.iter().filter(|other| **other != phrase);
                readings.extend(others.filter_map(|other| self.synonym(other)));
            }
            if manner == Manner::Typed {
                readings.extend(self.terms(words, at, length));
            }
            readings.extend(self.compound(words, at, length));
            if !readings.is_empty() {
                return (length, readings);
            }
        }
        (1, Vec::new())
    }

    /// The terms for which the words of a phrase that carry meaning are typed.
    fn terms(&mut self, words: &[Word], at: usize, length: usize) -> Vec<Reading> {
        let phrase: Vec<&Word> = words.iter().skip(at).take(length).collect();
        let has_word = phrase.iter().any(|word| !is_stop_word(&word.text));
        let counts = |word: &&Word| !has_word || is_carrying(&word.text);
        if ![phrase.first(), phrase.last()].into_iter().flatten().all(counts) {
            return Vec::new();
        }
        let carrying = phrase.iter().copied().filter(counts).map(|word| word.stem.as_str());
        let terms = self.shards.synonyms.terms(&carrying.collect::<Vec<_>>().join(" "));
        terms.iter().filter_map(|term| self.synonym(term)).collect()
    }

    /// A phrase of a synonym group, if all its words are known.
    fn synonym(&mut self, phrase: &str) -> Option<Reading> {
        let stems: Vec<&str> = phrase.split(' ').collect();
        let carrying = stems.iter().filter(|stem| !is_stop_word(stem)).count();
        let used = stems.iter().filter(|stem| carrying == 0 || !is_stop_word(stem));
        let terms = used.map(|stem| self.lookup(stem, 1.0)).collect::<Option<Vec<_>>>()?;
        Some(Reading { terms, weight: SYNONYM })
    }

    /// Two words as one, or one that joins letters and digits as several. Two words without digits are joined only if
    /// that needs no further file, which would be fetched in vain nearly always.
    fn compound(&mut self, words: &[Word], at: usize, length: usize) -> Option<Reading> {
        let word = words.get(at)?;
        let terms = match length {
            1 => self.parted(&word.text),
            2 => {
                let second = words.get(at + 1).filter(|second| word.is_slot && second.is_slot)?;
                let stem = self.stemmer.stem(&[word.text.as_str(), &second.text].concat());
                let has_number = [&word.text, &second.text].iter().any(|text| text.contains(char::is_numeric));
                let is_near =
                    has_number || self.shards.meta.term_shard(&stem) == self.shards.meta.term_shard(&word.stem);
                if is_near { self.lookup(&stem, 1.0).into_iter().collect() } else { Vec::new() }
            }
            _ => Vec::new(),
        };
        (!terms.is_empty()).then_some(Reading { terms, weight: COMPOUND })
    }
}
