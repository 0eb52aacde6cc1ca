//! From measures to a relevance, and from relevance to a probability.
//!
//! Both are logistic models with an L2 penalty, fitted in November 2026 on a development set of public security
//! questionnaires (261 answered questions of one framework, 79 questions of three others, of which 36 have a fitting
//! answer, 27 a partly fitting one and 16 none) by `cargo run -p fieldbook-search --example matching -- FOLDER --fit`.
//! Relevance: every one of the nearest candidates is an example, acceptable (fitting counting twice, or partly) or not.
//! Probability: the first candidates that models fitted on the other nine tenths put on top. Cross-validated: recall at
//! 1 .80, at 3 .92, area under the curve of answerable against unanswerable .92, calibration error .08 (.11 is what
//! perfectly calibrated probabilities have on average on so few questions).

use super::features::Features;

/// Relevance of a candidate, by which candidates are ordered: the log-odds that it is acceptable.
pub(super) fn relevance(features: &Features) -> f64 {
    let Features { relative, letters, agreement, mutual, said, .. } = features;
    1.38 * relative + 2.06 * letters + 2.11 * agreement + 3.13 * mutual + 1.97 * said - 5.61
}

/// The probability that a candidate is acceptable.
pub(super) fn probability(features: &Features) -> f64 {
    let odds = 0.99 * relevance(features) - 0.22;
    1.0 / (1.0 + libm::exp(-odds))
}

/// The probability of a closed question that no guard objects to: every word of it is accounted for, which the measures
/// of the model see only roughly. The gain is chosen, not fitted: from 1.5 on, wrong answers are filled on the set above.
pub(super) fn without_mismatch(probability: f64) -> f64 {
    const GAIN: f64 = 1.0;
    let odds = libm::log(probability / (1.0 - probability).max(f64::MIN_POSITIVE));
    1.0 / (1.0 + libm::exp(-odds - GAIN))
}
