//! Proposed answers.

use super::features::Features;
use super::guards::Mismatch;

/// From this probability on a proposal is [`Band::Strong`].
pub const STRONG: f64 = 0.85;
/// Below this probability nothing is proposed.
pub const REVIEW: f64 = 0.2;

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
    /// The number of the answer in the library, from 0.
    pub answer: usize,
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

/// A candidate and its probability, before mismatches are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The number of the answer in the library, from 0.
    pub answer: usize,
    /// The probability that it is acceptable, 0 to 1.
    pub probability: f64,
    /// The inputs of the probability.
    pub features: Features,
}

/// Returns the band of a probability; a proposal with mismatches is at most for review.
pub(super) fn band_of(probability: f64, mismatches: &[Mismatch]) -> Band {
    if probability < REVIEW {
        Band::None
    } else if probability >= STRONG && mismatches.is_empty() {
        Band::Strong
    } else {
        Band::Review
    }
}
