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
mod asked;
mod calibration;
mod concepts;
mod features;
mod grams;
mod guards;
mod library;
mod matcher;
mod proposal;
mod question;
mod question_word;
#[cfg(test)]
mod tests;
mod wordings;

pub use features::Features;
pub use guards::{Mismatch, opposite_polarity};
pub use matcher::{Matcher, PROPOSALS};
pub use proposal::{Band, Proposal, REVIEW, Ranked, STRONG};
pub use wordings::Wordings;
