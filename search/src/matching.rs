//! Matches a customer's question with the answers of a library.
//!
//! Input are the wordings of the library; each question gets at most three proposals with a probability, a band and
//! mismatches. Ranking and confidence are two steps: features of each candidate make a
//! relevance by which candidates are ordered, and relevance, lead and unknown words make a probability that the
//! proposal is acceptable. Whether an answer may be *used* (approval, freshness, audience) is not known here.
//!
//! Only addition, multiplication, division, square roots and the `libm` crate are used, so that every machine gives
//! the same numbers.

mod analyser;
mod calibration;
mod concepts;
mod features;
mod grams;
mod guards;
mod library;
mod question;

pub use features::Features;
pub use guards::Mismatch;

use crate::words::normalise;
use library::Library;
use std::cmp::Ordering;

/// How many proposals a question gets at most.
pub const PROPOSALS: usize = 3;
/// How many candidates of the quick ranking are looked at closely.
const CANDIDATES: usize = 24;
/// From this probability on a proposal is [`Band::Strong`].
pub const STRONG: f64 = 0.85;
/// Below this probability nothing is proposed.
pub const REVIEW: f64 = 0.2;
/// An entry that lacks a word of at least this share of the question's weight is never strong.
const GAP: f64 = 0.3;

/// What the library says about one answer.
#[derive(Debug, Clone, Default)]
pub struct Wordings<'a> {
    /// The question.
    pub question: &'a str,
    /// Other wordings of it.
    pub alternates: Vec<&'a str>,
    /// The text of the answer.
    pub answer: &'a str,
    /// Topics and tags.
    pub tags: Vec<&'a str>,
    /// Control ids without their framework, such as `IAM-08.1`.
    pub controls: Vec<&'a str>,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Nothing fits.
    None,
    /// It may fit: a person has to look.
    Review,
    /// It fits with a probability of at least [`STRONG`], without a mismatch.
    Strong,
    /// The same question in other punctuation, or the same control id and much the same question.
    Exact,
}

/// One answer proposed for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The answer's place in the library.
    pub record: usize,
    /// How sure it is.
    pub band: Band,
    /// The probability that it is acceptable, 0 to 1.
    pub probability: f64,
    /// The inputs of the probability.
    pub features: Features,
    /// Differences from the question; forces [`Band::Review`].
    pub mismatches: Vec<Mismatch>,
    /// The words of the question that the entry has too, as written.
    pub matched: Vec<String>,
    /// The words of the question that the entry lacks, as written.
    pub missing: Vec<String>,
}

/// An entry that has less than this share of the question's weight is never strong, however well the rest fits.
const SHARED: f64 = 0.5;

/// A candidate and its probability, before mismatches are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The answer's place in the library.
    pub record: usize,
    /// The probability that it is acceptable, 0 to 1.
    pub probability: f64,
    /// The inputs of the probability.
    pub features: Features,
}

/// A library, prepared for matching.
#[derive(Debug)]
pub struct Matcher {
    library: Library,
}

impl Matcher {
    /// Prepares a library. `synonyms` are groups of phrases that mean the same, on top of the built-in ones.
    pub fn new(records: &[Wordings<'_>], synonyms: &[Vec<String>]) -> Self {
        Self { library: Library::new(records, synonyms) }
    }

    /// Proposes answers for a question, best first; none if no answer fits. `control` is the customer's id of it.
    pub fn find(&self, question: &str, control: &str) -> Vec<Proposal> {
        let ranked = self.rank(question);
        let worded = self.library.worded(&normalise(question));
        let mut proposals: Vec<Proposal> =
            worded.iter().take(PROPOSALS).map(|record| exact(*record, worded.len())).collect();
        let others = ranked.iter().filter(|ranked| !worded.contains(&ranked.record)).take(PROPOSALS);
        proposals.extend(others.map(|ranked| self.propose(question, *ranked)));
        face_rivals(&mut proposals);
        if let [record] = self.library.controlled(&normalise(control)) {
            self.promote(question, *record, &ranked, &mut proposals);
        }
        for proposal in &mut proposals {
            let compared = self.library.compare_words(question, proposal.record);
            (proposal.matched, proposal.missing) = (compared.matched, compared.missing);
        }
        proposals.sort_by(order);
        proposals.retain(|proposal| proposal.band > Band::None);
        proposals.truncate(PROPOSALS);
        proposals
    }

    /// Ranks the nearest candidates of a question by probability, whatever it is.
    pub fn rank(&self, question: &str) -> Vec<Ranked> {
        let question = self.library.analyse(question);
        let candidates = question.candidates(&self.library, CANDIDATES);
        let features = features::of_all(&self.library, &question, &candidates);
        let rank = |((record, _), features): (&(usize, f64), Features)| Ranked {
            record: *record,
            probability: calibration::probability(&features),
            features,
        };
        let mut ranked: Vec<Ranked> = candidates.iter().zip(features).map(rank).collect();
        let key = |ranked: &Ranked| calibration::relevance(&ranked.features);
        ranked.sort_by(|left, right| key(right).total_cmp(&key(left)).then(left.record.cmp(&right.record)));
        ranked
    }

    /// Finds the mismatches of a candidate, and chooses its band.
    fn propose(&self, question: &str, ranked: Ranked) -> Proposal {
        let Ranked { record, probability, features } = ranked;
        let mut mismatches = guards::mismatches(question, &self.library.texts(record));
        if features.gap >= GAP {
            mismatches.extend(self.library.heaviest_gap(question, record).map(Mismatch::Lacks));
        }
        if features.entry < SHARED {
            let percent = (features.entry * 100.0).clamp(0.0, 100.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
            mismatches.push(Mismatch::Thin(percent as u8));
        }
        let band = band_of(probability, &mismatches);
        Proposal { record, band, probability, features, mismatches, matched: Vec::new(), missing: Vec::new() }
    }

    /// Lifts the entry that answers the same control of a framework, if it asks for much the same.
    fn promote(&self, question: &str, record: usize, ranked: &[Ranked], proposals: &mut Vec<Proposal>) {
        if !proposals.iter().any(|proposal| proposal.record == record) {
            let known = ranked.iter().find(|ranked| ranked.record == record).copied();
            let bare = Ranked { record, probability: 0.0, features: Features::default() };
            proposals.push(self.propose(question, known.unwrap_or(bare)));
        }
        for proposal in proposals.iter_mut().filter(|proposal| proposal.record == record) {
            let fits = proposal.probability >= REVIEW && proposal.mismatches.is_empty();
            proposal.band = proposal.band.max(if fits { Band::Exact } else { Band::Review });
        }
    }
}

/// Returns the band of a probability; a proposal with mismatches is at most for review.
fn band_of(probability: f64, mismatches: &[Mismatch]) -> Band {
    if probability < REVIEW {
        Band::None
    } else if probability >= STRONG && mismatches.is_empty() {
        Band::Strong
    } else {
        Band::Review
    }
}

/// Proposes an entry with exactly the question's words; if several have them, a person chooses.
fn exact(record: usize, count: usize) -> Proposal {
    let mismatches = if count == 1 { Vec::new() } else { vec![Mismatch::Twins(count)] };
    let band = if count == 1 { Band::Exact } else { Band::Review };
    let features = Features::default();
    Proposal { record, band, probability: 1.0, features, mismatches, matched: Vec::new(), missing: Vec::new() }
}

/// Moves strong proposals to review if there are several: the question may need more than one of them.
fn face_rivals(proposals: &mut [Proposal]) {
    let is_strong = |proposal: &&mut Proposal| proposal.band == Band::Strong;
    let count = proposals.iter().filter(|proposal| proposal.band == Band::Strong).count();
    for proposal in proposals.iter_mut().filter(is_strong).filter(|_| count > 1) {
        proposal.band = Band::Review;
        proposal.mismatches.push(Mismatch::Rivals(count));
    }
}

/// Best first; equal ones by their place in the library.
fn order(left: &Proposal, right: &Proposal) -> Ordering {
    let is_exact = |proposal: &Proposal| proposal.band == Band::Exact;
    let by_exact = is_exact(right).cmp(&is_exact(left));
    by_exact.then(right.probability.total_cmp(&left.probability)).then(left.record.cmp(&right.record))
}

#[cfg(test)]
mod tests;
