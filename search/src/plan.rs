//! From a query to what is looked up: which terms stand for each word, and which words belong together.
//!
//! A query is a row of *slots*, one for each word that carries meaning. A slot has *uses*: the terms that satisfy it,
//! each with a weight: the stem itself, longer words for an unfinished last one, corrections for a mistyped one. One or
//! more neighbouring slots form a *unit*, which may have other *readings*: synonyms, or the same words written apart or
//! together.

use std::ops::Range;

use crate::comparison::{Compared, Part, part};
use crate::fillers::{is_carrying, is_filler};
use crate::guess::{Guess, Typed, guesses};
use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::best;
use crate::shard::terms::{NAME_MARK, Term, name_term};
use crate::weights::{COMPOUND, LONGER, SYNONYM, rarity};
use crate::words::{WordStemmer, each_word, is_stop_word};

/// Words of a query beyond these are not looked at: enough for the longest question of a questionnaire.
const MOST_WORDS: usize = 96;
/// Longest phrase of a synonym group, in words.
const LONGEST_PHRASE: usize = 6;
/// Longest name that is looked for inside a query, in words.
const LONGEST_NAME: usize = 4;
/// Queries longer than this, in words, are no names.
const MOST_WORDS_AROUND_NAME: usize = 8;
/// The largest number of words that continue an unfinished one.
const MOST_CONTINUATIONS: usize = 40;

/// How a query came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Typed by a person: the last word may be unfinished, and any word mistyped.
    Typed,
    /// Written down with care, such as a question of a questionnaire.
    Written,
}

/// A term, and how much it counts for what was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Use {
    pub(crate) term: String,
    pub(crate) weight: f64,
    pub(crate) rarity: f64,
}

/// One word of the query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// The place among all words of the query, to compare distances with.
    pub(crate) position: u32,
    /// The stem as it was asked, whether any document has it or not.
    pub(crate) stem: String,
    pub(crate) uses: Vec<Use>,
}

impl Slot {
    /// The rarity of the rarest term that satisfies the slot; 0 if none does.
    pub(crate) fn rarity(&self) -> f64 {
        self.uses.iter().map(|usage| usage.rarity * usage.weight).fold(0.0, f64::max)
    }
}

/// Another way to say what a unit says: all terms must be there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) terms: Vec<Use>,
    pub(crate) weight: f64,
}

/// Neighbouring slots and their other readings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    pub(crate) slots: Range<usize>,
    pub(crate) readings: Vec<Reading>,
}

impl Unit {
    /// The rarity of what the unit says, however it is read.
    pub(crate) fn rarity(&self, slots: &[Slot]) -> f64 {
        let own = slots.iter().skip(self.slots.start).take(self.slots.len());
        let number = ratio(self.slots.len(), 1);
        let readings = self.readings.iter().map(|reading| reading.rarity() * number);
        readings.fold(own.map(Slot::rarity).sum(), f64::max)
    }
}

impl Reading {
    /// The mean rarity of its terms, as much as it counts.
    fn rarity(&self) -> f64 {
        let sum: f64 = self.terms.iter().map(|usage| usage.rarity).sum();
        self.weight * sum / ratio(self.terms.len(), 1).max(1.0)
    }
}

impl Plan {
    /// The rarity of all that is asked.
    pub(crate) fn rarity(&self) -> f64 {
        self.units.iter().map(|unit| unit.rarity(&self.slots)).sum()
    }
}

/// A name that the query is, begins or contains.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) term: String,
    pub(crate) rarity: f64,
    /// How much of the name was typed, if the query is it or begins it; `None` if the query only contains it.
    pub(crate) typed: Option<f64>,
}

/// All that a query looks up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) units: Vec<Unit>,
    pub(crate) names: Vec<Named>,
    /// The names that the query compares, if it does.
    pub(crate) compared: Compared,
    /// How the query asks.
    pub(crate) asking: Asking,
    /// Words that no document has, with the word that was searched instead.
    pub(crate) corrections: Vec<(String, String)>,
    /// Words that no document has and nothing was searched for.
    pub(crate) unknown: Vec<String>,
}

/// How a query asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    /// It names what it looks for.
    #[default]
    Not,
    /// It begins as a question does.
    LikeQuestion,
    /// It has a question mark.
    Question,
}

/// Words that questions begin with.
const QUESTION_WORDS: [&str; 20] = [
    "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "may", "what", "when", "where", "which",
    "who", "whose", "why", "will", "would",
];
/// The least number of words of a question without a mark.
const LEAST_QUESTION: usize = 3;

impl Asking {
    fn of(text: &str, words: &[Word]) -> Self {
        let begins = words.first().is_some_and(|word| QUESTION_WORDS.contains(&word.text.as_str()));
        if text.contains('?') {
            Self::Question
        } else if begins && words.len() >= LEAST_QUESTION {
            Self::LikeQuestion
        } else {
            Self::Not
        }
    }
}

/// A word of the query.
struct Word {
    text: String,
    stem: String,
    is_slot: bool,
    is_unfinished: bool,
}

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

struct Planner<'a> {
    shards: &'a LoadedShards,
    missing: &'a mut MissingShards,
    stemmer: WordStemmer,
    plan: Plan,
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

    fn lookup(&mut self, term: &str, weight: f64) -> Option<Use> {
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
    fn parted(&mut self, word: &str) -> Vec<Use> {
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

    /// Parts the slots into units, the longest phrase first wherever one begins.
    fn units(&mut self, words: &[Word], manner: Manner) {
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

    /// Finds the names that the query is, begins or contains.
    fn names(&mut self, words: &[Word]) {
        for start in 0..words.len() {
            for length in 1..=LONGEST_NAME.min(words.len() - start) {
                let is_whole = length == words.len();
                let name = join(words, start, length);
                let term = name_term(&self.stemmer, &name);
                if let Some(found) = self.lookup(&term, 1.0) {
                    let typed = is_whole.then_some(1.0);
                    self.plan.names.push(Named { term, rarity: found.rarity, typed });
                }
            }
        }
        if words.last().is_some_and(|last| last.is_unfinished && last.text.chars().count() > 1) {
            self.begun_names(words);
        }
    }

    /// Finds the sides of a comparison.
    fn compare(&mut self, words: &[Word]) {
        let parts: Vec<Option<Part>> = words.iter().map(|word| part(&word.text)).collect();
        if !parts.contains(&Some(Part::Between)) {
            return;
        }
        let mut rest = 0;
        let mut at = 0;
        while at < words.len() {
            let (length, names) = self.side(words, at);
            match parts.get(at) {
                _ if !names.is_empty() => self.plan.compared.sides.push(names),
                Some(None) if !words.get(at).is_some_and(|word| is_stop_word(&word.text)) => rest += 1,
                _ => {}
            }
            at += length;
        }
        let begins = parts.first() == Some(&Some(Part::Between));
        self.plan.compared.is_with_us = rest == 0 && (begins || parts.contains(&Some(Part::Ourselves)));
    }

    /// The longest name at word `at`, in words, and its terms; several if the last word is unfinished.
    fn side(&mut self, words: &[Word], at: usize) -> (usize, Vec<String>) {
        for length in (1..=LONGEST_NAME.min(words.len() - at)).rev() {
            let name = join(words, at, length);
            let term = name_term(&self.stemmer, &name);
            let mut names: Vec<String> = self.lookup(&term, 1.0).into_iter().map(|found| found.term).collect();
            let is_last = at + length == words.len() && words.last().is_some_and(|last| last.is_unfinished);
            if is_last && name.chars().count() > 1 && words.get(at).is_some_and(|word| part(&word.text).is_none()) {
                names.extend(self.names_beginning(&name, length).into_iter().map(|(term, _)| term));
            }
            if !names.is_empty() {
                return (length, names);
            }
        }
        (1, Vec::new())
    }

    /// The terms of names that begin with `typed`, a text of `length` words, and the names.
    fn names_beginning(&mut self, typed: &str, length: usize) -> Vec<(String, String)> {
        let prefix = if length > 1 { name_term(&self.stemmer, typed) } else { typed.to_owned() };
        let mut names = Vec::new();
        for term in self.shards.terms_beginning(&prefix, 2, self.missing) {
            if let Some((_, name)) =
                term.text.split_once(NAME_MARK).filter(|(_, name)| name.starts_with(typed) && *name != typed)
            {
                names.push((term.text.to_owned(), name.to_owned()));
            }
        }
        names
    }

    /// Finds the names that the whole query begins.
    fn begun_names(&mut self, words: &[Word]) {
        let typed = join(words, 0, words.len());
        for (term, name) in self.names_beginning(&typed, words.len()) {
            let share = ratio(typed.len(), name.len());
            let rarity = self.lookup(&term, 1.0).map_or(0.0, |found| found.rarity);
            self.plan.names.push(Named { term, rarity, typed: Some(share * 0.99) });
        }
    }
}

/// Leaves the words out for which `is_said` holds, unless no other slot remains.
fn leave_out(words: &mut [Word], is_said: impl Fn(&str) -> bool) {
    if words.iter().any(|word| word.is_slot && !is_said(&word.text)) {
        words.iter_mut().filter(|word| is_said(&word.text)).for_each(|word| word.is_slot = false);
    }
}

fn join(words: &[Word], start: usize, length: usize) -> String {
    let words: Vec<&str> = words.iter().skip(start).take(length).map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// `part` of `whole`, both counted in small numbers.
fn ratio(part: usize, whole: usize) -> f64 {
    let number = |length: usize| f64::from(u32::try_from(length).unwrap_or(u32::MAX));
    number(part) / number(whole).max(1.0)
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
