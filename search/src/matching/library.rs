//! The library as the matcher holds it: postings for a quick ranking, and terms and texts for a close look.
//!
//! The quick ranking is BM25F (Robertson, Zaragoza, Taylor 2004) over the best wording, the tags and the answer.

use super::analyser::Analyser;
use super::asked::Asked;
use super::concepts::{LIGHT, LIGHT_WORDS, PHRASE_WORD};
use super::grams::{self, Grams, Weighed};
use super::guards::Texts;
use super::question::{Question, WordComparison};
use super::wordings::Wordings;
use crate::words::normalise;
use std::collections::BTreeMap;

/// Weight of the best wording against one word of the answer.
const WORDING: f64 = 5.0;
/// Weight of a tag.
const TAG: f64 = 1.0;
/// Weight of the answer's text.
const ANSWER: f64 = 1.0;
/// How much the length of a wording or answer counts.
const NORM: f64 = 0.5;
/// The usual BM25 constant: where repetition stops to help.
const SATURATION: f64 = 1.2;
/// The most a term can be worth, as a factor of its rarity.
pub(super) const MOST: f64 = SATURATION + 1.0;
/// Words of an answer past these are not looked at.
const ANSWER_WORDS: usize = 200;

/// The analysed answers, and their indexes.
#[derive(Debug)]
pub(super) struct Library {
    analyser: Analyser,
    answers: Vec<AnalysedAnswer>,
    /// Numbers of answers with each term, and what it is worth there before rarity.
    postings: Vec<Vec<(u32, f32)>>,
    rarities: Vec<f64>,
    grams: Grams,
    by_wording: BTreeMap<String, Vec<usize>>,
    by_control: BTreeMap<String, Vec<usize>>,
}

/// One answer, analysed.
#[derive(Debug)]
pub(super) struct AnalysedAnswer {
    /// Distinct terms of each wording, ascending.
    pub(super) wordings: Vec<Vec<u32>>,
    /// Distinct terms of everything, ascending.
    pub(super) all: Vec<u32>,
    /// Trigrams of each wording.
    pub(super) letters: Vec<Vec<Weighed>>,
    /// Each wording as written.
    texts: Vec<Box<str>>,
    /// The answer as written.
    text: Box<str>,
    /// Its answer in a word, in lower case; empty if it has none.
    choice: Box<str>,
}

impl Library {
    pub(super) fn new(wordings: &[Wordings<'_>], synonyms: &[Vec<String>]) -> Self {
        let mut library = Self {
            analyser: Analyser::new(synonyms),
            answers: Vec::with_capacity(wordings.len()),
            postings: Vec::new(),
            rarities: Vec::new(),
            grams: Grams::new(),
            by_wording: BTreeMap::new(),
            by_control: BTreeMap::new(),
        };
        let counted: Vec<_> = wordings.iter().map(|wordings| library.learn(wordings)).collect();
        library.weigh(&counted);
        library
    }

    /// Analyses one answer and returns the terms of its wordings, tags and text.
    fn learn(&mut self, wordings: &Wordings<'_>) -> Counted {
        let number = self.answers.len();
        let texts: Vec<&str> = std::iter::once(wordings.question).chain(wordings.alternates.iter().copied()).collect();
        for text in &texts {
            let same = self.by_wording.entry(normalise(&Asked::new(text).core)).or_default();
            if same.last() != Some(&number) {
                same.push(number);
            }
        }
        let letters: Vec<_> = texts.iter().map(|text| self.grams.learn(text)).collect();
        for control in &wordings.controls {
            self.by_control.entry(normalise(control)).or_default().push(number);
        }
        let of_wordings: Vec<Vec<u32>> = texts.iter().map(|text| self.analyser.learn(text)).collect();
        let tags = self.analyser.learn(&wordings.tags.join(" "));
        let mut answer = self.analyser.learn(wordings.answer);
        answer.truncate(ANSWER_WORDS);
        let mut all: Vec<u32> = of_wordings.iter().flatten().chain(&tags).chain(&answer).copied().collect();
        distinct(&mut all);
        let mut sets = of_wordings.clone();
        sets.iter_mut().for_each(distinct);
        let texts = texts.into_iter().map(Box::from).collect();
        self.answers.push(AnalysedAnswer {
            wordings: sets,
            all,
            letters: Vec::new(),
            texts,
            text: wordings.answer.into(),
            choice: choice_of(wordings).into(),
        });
        Counted { wordings: of_wordings, tags, answer, letters }
    }

    /// Fills postings and rarities once the lengths of all answers are known.
    fn weigh(&mut self, counted: &[Counted]) {
        let average = |lengths: &mut dyn Iterator<Item = usize>| {
            let (sum, count) = lengths.fold((0, 0), |(sum, count), length| (sum + length, count + 1));
            if sum == 0 { 1.0 } else { float(sum) / float(count) }
        };
        let wording = average(&mut counted.iter().flat_map(|counted| counted.wordings.iter().map(Vec::len)));
        let answer = average(&mut counted.iter().map(|counted| counted.answer.len()));
        let light = self.analyser.learn(LIGHT_WORDS);
        self.postings = vec![Vec::new(); self.analyser.terms.len()];
        for (number, counted) in (0_u32..).zip(counted) {
            for (term, weight) in counted.weights(wording, answer) {
                let value = MOST * weight / (SATURATION + weight);
                #[expect(clippy::cast_possible_truncation, reason = "a worth of 0 to 2.2 needs no more digits")]
                if let Some(postings) = self.postings.get_mut(at(term)) {
                    postings.push((number, value as f32));
                }
            }
        }
        for (answer, counted) in self.answers.iter_mut().zip(counted) {
            answer.letters = counted.letters.iter().map(|letters| self.grams.weigh(letters)).collect();
        }
        let all = self.answers.len();
        self.rarities = self.postings.iter().map(|postings| rarity(all, postings.len())).collect();
        let phrase_words = self.analyser.phrase_words();
        let scaled = phrase_words.into_iter().map(|term| (term, PHRASE_WORD));
        for (term, share) in scaled.chain(light.into_iter().map(|term| (term, LIGHT))) {
            if let Some(rarity) = self.rarities.get_mut(at(term)) {
                *rarity *= share;
            }
        }
    }

    pub(super) fn analyse(&self, question: &str) -> Question {
        Question::new(question, &self.analyser)
    }

    pub(super) fn answer(&self, number: usize) -> Option<&AnalysedAnswer> {
        self.answers.get(number)
    }

    pub(super) fn grams(&self) -> &Grams {
        &self.grams
    }

    /// How rare a term is.
    pub(super) fn rarity(&self, term: u32) -> f64 {
        self.rarities.get(at(term)).copied().unwrap_or_else(|| self.unseen())
    }

    /// How rare a word is that the library does not have.
    pub(super) fn unseen(&self) -> f64 {
        rarity(self.answers.len(), 0)
    }

    pub(super) fn worded(&self, normalised: &str) -> &[usize] {
        let numbers = self.by_wording.get(normalised).map(Vec::as_slice).unwrap_or_default();
        if normalised.is_empty() { &[] } else { numbers }
    }

    pub(super) fn controlled(&self, normalised: &str) -> &[usize] {
        self.by_control.get(normalised).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts that the guards compare a question with.
    pub(super) fn texts(&self, number: usize) -> Texts<'_> {
        let answer = self.answers.get(number);
        let wordings = answer.map(|answer| answer.texts.iter().map(AsRef::as_ref).collect()).unwrap_or_default();
        let text = answer.map(|answer| answer.text.as_ref()).unwrap_or_default();
        Texts { wordings, answer: text, choice: self.choice(number) }
    }

    /// The answer of an entry in a word, such as `yes`; `None` if it has none.
    pub(super) fn choice(&self, number: usize) -> Option<&str> {
        self.answers.get(number).map(|answer| answer.choice.as_ref()).filter(|choice| !choice.is_empty())
    }

    /// The words of the question that an entry has, and those it lacks.
    pub(super) fn compare_words(&self, question: &str, answer: usize) -> WordComparison {
        self.analyse(question).compare(|term| self.has(answer, term))
    }

    /// The heaviest word of the question that an entry lacks.
    pub(super) fn heaviest_gap(&self, question: &str, answer: usize) -> Option<String> {
        let question = self.analyse(question);
        let lacking = question.terms.iter().filter(|term| !self.has(answer, **term));
        let heaviest = lacking.max_by(|left, right| self.rarity(**left).total_cmp(&self.rarity(**right)));
        question.first_unknown().or_else(|| heaviest.and_then(|term| question.written_term(*term)))
    }

    fn has(&self, answer: usize, term: u32) -> bool {
        self.answer(answer).is_some_and(|answer| answer.all.binary_search(&term).is_ok())
    }
}

impl Question {
    /// The numbers of the answers that share most with the question, best first, with their score; equal ones by their
    /// number.
    pub(super) fn candidates(&self, library: &Library, count: usize) -> Vec<(usize, f64)> {
        let mut scores = vec![0.0; library.answers.len()];
        for term in &self.terms {
            let rarity = library.rarity(*term);
            for (number, value) in library.postings.get(at(*term)).map(Vec::as_slice).unwrap_or_default() {
                if let Some(score) = scores.get_mut(at(*number)) {
                    *score += rarity * f64::from(*value);
                }
            }
        }
        let mut best: Vec<(usize, f64)> = scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        let order = |left: &(usize, f64), right: &(usize, f64)| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0));
        if best.len() > count && count > 0 {
            best.select_nth_unstable_by(count - 1, order);
            best.truncate(count);
        }
        best.sort_by(order);
        best
    }

    /// The score of an answer that had every word of the question everywhere.
    pub(super) fn best_possible(&self, library: &Library) -> f64 {
        MOST * self.weight(library)
    }

    /// The summed rarity of the question's words.
    pub(super) fn weight(&self, library: &Library) -> f64 {
        let known: f64 = self.terms.iter().map(|term| library.rarity(*term)).sum();
        known + float(self.unknown.len()) * library.unseen()
    }

    /// The summed rarity of the words that no entry has.
    pub(super) fn unknown_weight(&self, library: &Library) -> f64 {
        // The built-in phrases make terms that the analyser knows and no entry has.
        let is_unused = |term: &&u32| library.postings.get(at(**term)).is_none_or(Vec::is_empty);
        let unused: f64 = self.terms.iter().filter(is_unused).map(|term| library.rarity(*term)).sum();
        unused + float(self.unknown.len()) * library.unseen()
    }
}

/// The terms of one answer as they are counted.
struct Counted {
    wordings: Vec<Vec<u32>>,
    tags: Vec<u32>,
    answer: Vec<u32>,
    letters: Vec<Vec<grams::Counted>>,
}

impl Counted {
    /// The summed field weight of each distinct term, ascending; of the wordings the best counts.
    fn weights(&self, wording_average: f64, answer_average: f64) -> Vec<(u32, f64)> {
        let mut weights = Vec::new();
        for wording in &self.wordings {
            let norm = length_norm(wording.len(), wording_average);
            weights.extend(summed(wording.iter().map(|term| (*term, WORDING / norm)).collect()));
        }
        weights.sort_unstable_by(|left, right| left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)));
        weights.dedup_by_key(|weight| weight.0);
        let norm = length_norm(self.answer.len(), answer_average);
        weights.extend(self.tags.iter().map(|term| (*term, TAG)));
        weights.extend(self.answer.iter().map(|term| (*term, ANSWER / norm)));
        summed(weights)
    }
}

/// The answer in a word: the one that is given, or a first word of the text that is one.
fn choice_of(wordings: &Wordings<'_>) -> String {
    const CHOICES: [&str; 4] = ["yes", "no", "partly", "partially"];
    let given = normalise(wordings.short_answer);
    if !given.is_empty() {
        return given;
    }
    let text = normalise(wordings.answer);
    let first = text.split(' ').next().unwrap_or_default();
    if CHOICES.contains(&first) { first.to_owned() } else { String::new() }
}

/// Adds up the weights of each term; ascending by term.
fn summed(mut weights: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    weights.sort_by_key(|weight| weight.0);
    weights.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    weights
}

fn length_norm(length: usize, average: f64) -> f64 {
    1.0 - NORM + NORM * float(length) / average
}

/// Rarity of a term that `with` of `all` answers have: always positive.
fn rarity(all: usize, with: usize) -> f64 {
    let (all, with) = (float(all), float(with));
    libm::log(1.0 + (all - with + 0.5) / (with + 0.5))
}

fn distinct(terms: &mut Vec<u32>) {
    terms.sort_unstable();
    terms.dedup();
}

fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Counts as a number with a fraction; exact up to 2^32.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
