//! What satisfies the words of a query: the terms of each, longer ones, and corrections.

use super::asking::Asking;
use super::parts::{Manner, Plan, Slot, Use};
use super::word::{Word, ratio};
use crate::comparison::{Part, part};
use crate::fillers::is_filler;
use crate::guess::{Guess, Typed, guesses};
use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::best;
use crate::shard::terms::{NAME_MARK, Term};
use crate::weights::{LONGER, rarity};
use crate::words::{WordStemmer, each_word, is_stop_word};

/// Words of a query beyond these are not looked at: enough for the longest question of a questionnaire.
const MOST_WORDS: usize = 96;
/// Queries longer than this, in words, are no names.
const MOST_WORDS_AROUND_NAME: usize = 8;
/// The largest number of words that continue an unfinished one.
const MOST_CONTINUATIONS: usize = 40;

/// Plans `text`; what cannot be looked up yet is noted in `missing`, and the plan is complete when that stays empty.
pub(crate) fn plan(text: &str, manner: Manner, shards: &LoadedShards, missing: &mut MissingShards) -> Plan {
    let mut planner = Planner { shards, missing, stemmer: WordStemmer::new(), plan: Plan::default() };
    let mut words = planner.words(text, manner);
    planner.plan.asking = Asking::of(text, &words);
    for (position, word) in (0_u32..).zip(words.iter_mut()).filter(|(_, word)| word.is_slot) {
        let uses = planner.uses(word, manner);
        planner.plan.slots.push(Slot { position, stem: word.stem.clone(), uses });
    }
    planner.units(&words, manner);
    if words.len() <= MOST_WORDS_AROUND_NAME {
        planner.names(&words);
        if manner == Manner::Typed {
            planner.compare(&words);
        }
    }
    planner.plan
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    pub(super) shards: &'a LoadedShards,
    pub(super) missing: &'a mut MissingShards,
    pub(super) stemmer: WordStemmer,
    pub(super) plan: Plan,
}

impl Planner<'_> {
    fn words(&self, text: &str, manner: Manner) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut end = 0;
        each_word(text, |word, span| {
            if words.len() < MOST_WORDS {
                let (text, stem, is_slot) = (word.to_owned(), self.stemmer.stem(word), !is_stop_word(word));
                words.push(Word { text, stem, is_slot, is_unfinished: false });
                end = span.end;
            }
        });
        if manner == Manner::Typed {
            leave_out(&mut words, is_filler);
            leave_out(&mut words, |word| part(word) == Some(Part::Between));
        }
        if words.iter().all(|word| !word.is_slot) {
            for word in &mut words {
                word.is_slot = true;
            }
        }
        if manner == Manner::Typed && end == text.len() {
            words.last_mut().into_iter().for_each(|last| last.is_unfinished = true);
        }
        words
    }

    fn usage(&self, term: &str, documents: u32, weight: f64) -> Use {
        Use { term: term.to_owned(), weight, rarity: rarity(self.shards.meta.documents, documents) }
    }

    /// Looks `term` up; `None` if no document has it or its shard is not loaded.
    pub(super) fn lookup(&mut self, term: &str, weight: f64) -> Option<Use> {
        let documents = self.shards.term(term, self.missing)?.documents;
        Some(self.usage(term, documents, weight))
    }

    /// What satisfies a word. A corrected word is changed to what it was corrected to.
    fn uses(&mut self, word: &mut Word, manner: Manner) -> Vec<Use> {
        let misses = self.missing.misses();
        let mut uses: Vec<Use> = self.lookup(&word.stem, 1.0).into_iter().collect();
        if word.is_unfinished {
            self.continuations(word, &mut uses);
        }
        if self.missing.misses() > misses {
            // Whether the word is known is not known yet.
            return uses;
        }
        if uses.is_empty() && manner == Manner::Typed && !self.shards.synonyms.has_word(&word.stem) {
            self.corrections(word, &mut uses);
        }
        if uses.is_empty() && !self.is_parted(word) {
            self.plan.unknown.push(word.text.clone());
        }
        uses
    }

    /// Adds the words that an unfinished one may become.
    fn continuations(&mut self, word: &Word, uses: &mut Vec<Use>) {
        let letters = word.text.chars().count();
        if letters < 2 {
            return;
        }
        let is_word = !uses.is_empty();
        let most_shards = if letters < 3 || is_word { 1 } else { 2 };
        let mut terms: Vec<Term<'_>> = self.shards.terms_beginning(&word.text, most_shards, self.missing);
        terms.retain(|term| !term.text.contains(NAME_MARK) && term.text != word.stem);
        for stem in stems_within(&word.text) {
            terms.extend(self.shards.term(stem, self.missing).filter(|term| term.text != word.stem));
        }
        let rank = |a: &Term<'_>, b: &Term<'_>| b.documents.cmp(&a.documents).then_with(|| a.text.cmp(b.text));
        let terms = best(terms, MOST_CONTINUATIONS, rank);
        let together = terms.iter().fold(0_u32, |sum, term| sum.saturating_add(term.documents));
        let common = rarity(self.shards.meta.documents, together.min(self.shards.meta.documents));
        for term in terms {
            let share = ratio(letters, term.text.chars().count());
            let weight = if is_word { LONGER } else { 0.7 + 0.3 * share };
            let mut usage = self.usage(term.text, term.documents, weight);
            usage.rarity = if is_word { usage.rarity } else { usage.rarity.min(common + 1.0) };
            uses.push(usage);
        }
    }

    /// Adds what a mistyped word may have meant.
    fn corrections(&mut self, word: &mut Word, uses: &mut Vec<Use>) {
        let typed = if word.is_unfinished { Typed::Partly } else { Typed::Wholly };
        let guesses = guesses(self.shards, &word.text, typed, self.missing);
        for Guess { word: meant, weight, .. } in guesses {
            let stem = self.stemmer.stem(&meant);
            if uses.iter().any(|usage| usage.term == stem) {
                continue;
            }
            if let Some(usage) = self.lookup(&stem, weight) {
                if uses.is_empty() {
                    self.plan.corrections.push((word.text.clone(), meant.clone()));
                    (word.text, word.stem) = (meant, stem);
                }
                uses.push(usage);
            }
        }
    }

    fn is_parted(&mut self, word: &Word) -> bool {
        !self.parted(&word.text).is_empty()
    }

    /// The terms of a word that joins letters and digits, such as `iso27001`; empty if one of them is unknown.
    pub(super) fn parted(&mut self, word: &str) -> Vec<Use> {
        let mut terms = Vec::new();
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|letter: char| letter.is_numeric() != first.is_numeric()).unwrap_or(rest.len());
            let Some((part, following)) = rest.split_at_checked(end) else { break };
            let stem = self.stemmer.stem(part);
            match self.lookup(&stem, 1.0) {
                Some(usage) => terms.push(usage),
                None => return Vec::new(),
            }
            rest = following;
        }
        if terms.len() > 1 { terms } else { Vec::new() }
    }
}

/// Leaves the words out for which `is_said` holds, unless no other slot remains.
fn leave_out(words: &mut [Word], is_said: impl Fn(&str) -> bool) {
    if words.iter().any(|word| word.is_slot && !is_said(&word.text)) {
        words.iter_mut().filter(|word| is_said(&word.text)).for_each(|word| word.is_slot = false);
    }
}

/// Beginnings of `word` that may be its stem, because what follows begins an English ending.
fn stems_within(word: &str) -> impl Iterator<Item = &str> {
    let split = (3..word.len()).filter_map(|at| word.split_at_checked(at));
    split.filter(|(_, rest)| ENDINGS.iter().any(|ending| ending.starts_with(rest))).map(|(stem, _)| stem)
}

/// Endings that the stemmer removes, by what they begin with.
const ENDINGS: [&str; 16] = [
    "ability", "able", "ally", "ances", "ating", "ation", "edly", "ences", "ements", "ers", "ication", "ingly", "ions",
    "ities", "iveness", "ization",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_found_within_unfinished_words() {
        assert_eq!(stems_within("encrypti").collect::<Vec<_>>(), ["encrypt"]);
        assert_eq!(stems_within("certific").collect::<Vec<_>>(), ["certif"]);
        assert_eq!(stems_within("vault").count(), 0);
    }
}
