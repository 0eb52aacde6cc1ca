//! From text to numbered terms: stems without empty words, and one further term for phrases that mean the same.

use super::concepts::GROUPS;
use super::question_word::QuestionWord;
use crate::interner::Interner;
use crate::words::{WordStemmer, content_stems, each_word, is_stop_word};
use std::collections::{BTreeMap, BTreeSet};

/// A word that carries no meaning.
const EMPTY: u32 = u32::MAX;

/// Turns texts into terms, and remembers every word it has seen.
pub(super) struct Analyser {
    stemmer: WordStemmer,
    surfaces: Interner,
    /// The term of each surface word, or [`EMPTY`].
    terms_of: Vec<u32>,
    pub(super) terms: Interner,
    /// Phrases by their first term: the rest of the phrase, and the term that replaces it; longest first.
    phrases: BTreeMap<u32, Vec<(Vec<u32>, u32)>>,
}

/// A term, and the number of stems that it replaces.
struct Joined {
    term: u32,
    stems: usize,
}

impl std::fmt::Debug for Analyser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Analyser").field("terms", &self.terms.len()).finish_non_exhaustive()
    }
}

impl Analyser {
    /// Makes an analyser that knows the built-in groups of phrases and `synonyms`.
    pub(super) fn new(synonyms: &[Vec<String>]) -> Self {
        let mut analyser = Self {
            stemmer: WordStemmer::new(),
            surfaces: Interner::with_capacity(4096),
            terms_of: Vec::new(),
            terms: Interner::with_capacity(4096),
            phrases: BTreeMap::new(),
        };
        let built_in = GROUPS.iter().map(|group| group.split(", ").map(content_stems).collect());
        let given = synonyms.iter().map(|group| group.iter().map(|phrase| content_stems(phrase)).collect());
        for (number, group) in merge(built_in.chain(given).collect()).into_iter().enumerate() {
            let name = group.first().map(|phrase| phrase.join(" ")).unwrap_or_default();
            let concept = analyser.terms.number(&format!("{name} ({number})"));
            for phrase in group {
                analyser.add_phrase(&phrase, concept);
            }
        }
        for phrases in analyser.phrases.values_mut() {
            phrases.sort_by(|left, right| right.0.len().cmp(&left.0.len()).then(left.cmp(right)));
        }
        analyser
    }

    fn add_phrase(&mut self, phrase: &[String], concept: u32) {
        let mut numbers = phrase.iter().map(|stem| self.terms.number(stem)).collect::<Vec<_>>().into_iter();
        if let Some(first) = numbers.next() {
            self.phrases.entry(first).or_default().push((numbers.collect(), concept));
        }
    }

    /// Returns the terms of a text of the library, in order.
    pub(super) fn learn(&mut self, text: &str) -> Vec<u32> {
        let mut stems = Vec::new();
        let Self { stemmer, surfaces, terms_of, terms, .. } = self;
        each_word(text, |word, _| {
            let surface = surfaces.number(word);
            let at = usize::try_from(surface).unwrap_or(usize::MAX);
            if at == terms_of.len() {
                terms_of.push(if is_stop_word(word) { EMPTY } else { terms.number(&stemmer.stem(word)) });
            }
            stems.extend(terms_of.get(at).copied().filter(|term| *term != EMPTY));
        });
        self.with_words(&stems)
    }

    /// The terms of stems: each phrase as its concept, followed by its own words.
    fn with_words(&self, stems: &[u32]) -> Vec<u32> {
        let (mut terms, mut rest) = (Vec::with_capacity(stems.len()), stems);
        for joined in self.join(stems) {
            let (own, after) = rest.split_at_checked(joined.stems).unwrap_or((rest, &[]));
            terms.push(joined.term);
            terms.extend(own.iter().filter(|stem| **stem != joined.term));
            rest = after;
        }
        terms
    }

    /// Returns the words of a question as terms or, if no text of the library has them, as stems: first the known ones,
    /// in order, then the unknown ones.
    pub(super) fn read(&self, text: &str) -> Vec<QuestionWord> {
        let (mut stems, mut written, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        each_word(text, |word, range| {
            if is_stop_word(word) {
                return;
            }
            let stem = self.stemmer.stem(word);
            let as_written = text.get(range).unwrap_or_default();
            if let Some(term) = self.terms.find(&stem) {
                stems.push(term);
                written.push(as_written);
            } else {
                unknown.push(QuestionWord::Unknown { stem, written: as_written.to_owned() });
            }
        });
        let mut written = written.into_iter();
        let mut rest = stems.as_slice();
        let known = self.join(&stems).into_iter().map(|joined| {
            let (own, after) = rest.split_at_checked(joined.stems).unwrap_or((rest, &[]));
            rest = after;
            QuestionWord::Known {
                term: joined.term,
                stems: own.iter().copied().filter(|stem| *stem != joined.term).collect(),
                written: written.by_ref().take(joined.stems).collect::<Vec<_>>().join(" "),
            }
        });
        known.chain(unknown).collect()
    }

    /// The terms that are words of phrases; ascending.
    pub(super) fn phrase_words(&self) -> BTreeSet<u32> {
        let phrases = self.phrases.iter();
        let rests = phrases.flat_map(|(first, phrases)| phrases.iter().map(move |(rest, _)| (first, rest)));
        rests.flat_map(|(first, rest)| std::iter::once(first).chain(rest)).copied().collect()
    }

    /// Finds the concept of each phrase, the longest one at each place.
    fn join(&self, stems: &[u32]) -> Vec<Joined> {
        let mut joined = Vec::with_capacity(stems.len());
        let mut rest = stems;
        while let Some((first, after)) = rest.split_first() {
            let phrases = self.phrases.get(first).map(Vec::as_slice).unwrap_or_default();
            let phrase = phrases.iter().find(|(phrase, _)| after.starts_with(phrase));
            joined.push(match phrase {
                Some((phrase, concept)) => Joined { term: *concept, stems: phrase.len() + 1 },
                None => Joined { term: *first, stems: 1 },
            });
            rest = phrase.and_then(|(phrase, _)| after.get(phrase.len()..)).unwrap_or(after);
        }
        joined
    }
}

/// Joins groups that share a phrase.
fn merge(groups: Vec<Vec<Vec<String>>>) -> Vec<Vec<Vec<String>>> {
    let mut merged = Vec::<Vec<Vec<String>>>::new();
    let mut home = BTreeMap::<Vec<String>, usize>::new();
    for group in groups {
        let group: Vec<_> = group.into_iter().filter(|phrase| !phrase.is_empty()).collect();
        let target = group.iter().find_map(|phrase| home.get(phrase).copied()).unwrap_or(merged.len());
        if target == merged.len() {
            merged.push(Vec::new());
        }
        for phrase in group {
            // A phrase that already belongs to another group stays there.
            if home.insert(phrase.clone(), *home.get(&phrase).unwrap_or(&target)).is_none() {
                merged.get_mut(target).into_iter().for_each(|group| group.push(phrase.clone()));
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_mean_the_same_are_one_term() {
        let mut analyser = Analyser::new(&[vec!["gizmo port".to_owned(), "widget gate".to_owned()]]);
        let mut first = |text: &str| analyser.learn(text).first().copied();
        assert_eq!(first("Is MFA enforced?"), first("is multi-factor authentication enforced"));
        assert_eq!(first("a gizmo port"), first("the widget gates"));
        assert_ne!(analyser.learn("gizmo"), analyser.learn("widget"));
        let words = analyser.read("Is Two-Factor Authentication enforced on the Zeppelins?");
        let [mfa, _, enforced] = analyser.learn("MFA enforced")[..] else { panic!("a concept and two words") };
        let [two, factor, authentication] = ["two", "factor", "authentication"].map(|word| analyser.learn(word)[0]);
        let known = |term, stems: &[u32], written: &str| QuestionWord::Known {
            term,
            stems: stems.to_vec(),
            written: written.to_owned(),
        };
        let zeppelins = QuestionWord::Unknown { stem: "zeppelin".to_owned(), written: "Zeppelins".to_owned() };
        assert_eq!(
            words,
            [
                known(mfa, &[two, factor, authentication], "Two Factor Authentication"),
                known(enforced, &[], "enforced"),
                zeppelins,
            ]
        );
    }
}
