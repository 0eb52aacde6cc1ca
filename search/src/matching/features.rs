//! What is measured of a question and one candidate.

use super::grams::cosine;
use super::guards::{Statement, Texts};
use super::library::{Library, float};
use super::question::Question;

/// The measures of one candidate, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Features {
    /// Its score as a share of the best possible for this question.
    pub score: f64,
    /// Its score as a share of the best candidate's.
    pub relative: f64,
    /// The share of the question's weight that its closest wording covers.
    pub covers: f64,
    /// The share of its closest wording's weight that the question covers.
    pub covered: f64,
    /// The share of the question's weight that the whole entry covers.
    pub entry: f64,
    /// Likeness by character trigrams with its closest wording.
    pub letters: f64,
    /// How near it is to the top of both rankings, by words and by letters: 1 for the first of both.
    pub agreement: f64,
    /// The share of the question's weight that no entry has.
    pub unknown: f64,
    /// The share of the question's weight of the heaviest word that the whole entry lacks.
    pub gap: f64,
    /// The share of its closest wording's content words that the question has, by the strict table of equivalents.
    pub mutual: f64,
    /// The share of the question's content words that the whole entry has, by the strict table of equivalents.
    pub said: f64,
}

/// Measures all candidates of a question.
pub(super) fn of_all(library: &Library, question: &Question, candidates: &[(usize, f64)]) -> Vec<Features> {
    let best = candidates.first().map_or(0.0, |candidate| candidate.1);
    let vector = library.grams().read(&question.text);
    let possible = question.best_possible(library);
    let unknown = ratio(question.unknown_weight(library), question.weight(library));
    let measure = |(answer, score): &(usize, f64)| {
        let wording = closest(library, question, *answer);
        let letters = library.answer(*answer).map(|answer| answer.letters.as_slice()).unwrap_or_default();
        let alike = letters.iter().map(|letters| cosine(&vector, letters));
        Features {
            score: ratio(*score, possible),
            relative: ratio(*score, best),
            letters: alike.fold(0.0, f64::max),
            unknown,
            ..wording
        }
    };
    let mut all: Vec<Features> = candidates.iter().map(measure).collect();
    agree(&mut all);
    all
}

/// Compares the words of the question with those of an entry by the strict table of equivalents.
pub(super) fn compare_strictly(asked: &Statement, texts: &Texts<'_>, features: &mut Features) {
    let mut entry = Statement::of(texts.answer);
    let mut best = 0.0;
    for text in &texts.wordings {
        let wording = Statement::of(text);
        let (covers, mutual) = (wording.share_of(asked), asked.share_of(&wording));
        if covers + mutual > best {
            (best, features.mutual) = (covers + mutual, mutual);
        }
        entry.add(&wording);
    }
    features.said = entry.share_of(asked);
}

/// The coverages with the wording that shares most with the question.
fn closest(library: &Library, question: &Question, answer: usize) -> Features {
    let Some(answer) = library.answer(answer) else { return Features::default() };
    let weight = |term| library.rarity(term);
    let known = 1.0 - ratio(question.unknown_weight(library), question.weight(library));
    let lacking =
        question.terms.iter().filter(|term| answer.all.binary_search(term).is_err()).map(|term| weight(*term));
    let unseen = if question.unknown.is_empty() { 0.0 } else { library.unseen() };
    let gap = ratio(lacking.fold(unseen, f64::max), question.weight(library));
    let measure = |wording: &Vec<u32>| Features {
        covers: known * covered(&question.terms, wording, weight),
        covered: covered(wording, &question.terms, weight),
        entry: known * covered(&question.terms, &answer.all, weight),
        gap,
        ..Features::default()
    };
    let sum = |features: &Features| features.covers + features.covered;
    let all = answer.wordings.iter().map(measure);
    all.max_by(|left, right| sum(left).total_cmp(&sum(right))).unwrap_or_default()
}

/// Fills the agreement: the mean of the reciprocal ranks by score and by letters.
fn agree(all: &mut [Features]) {
    let letters: Vec<f64> = all.iter().map(|features| features.letters).collect();
    for (rank, features) in (1_u32..).zip(all.iter_mut()) {
        let above = letters.iter().filter(|other| **other > features.letters).count();
        features.agreement = f64::midpoint(1.0 / f64::from(rank), 1.0 / (float(above) + 1.0));
    }
}

/// The overlap of two ascending sets as the share of `left`'s weight; 1 for an empty `left`.
fn covered(left: &[u32], right: &[u32], weight: impl Fn(u32) -> f64) -> f64 {
    let whole: f64 = left.iter().map(|term| weight(*term)).sum();
    let shared: f64 = left.iter().filter(|term| right.binary_search(term).is_ok()).map(|term| weight(*term)).sum();
    if whole > 0.0 { shared / whole } else { float(usize::from(left.is_empty())) }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}
