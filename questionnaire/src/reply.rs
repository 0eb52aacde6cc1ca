//! A proposal as scripts read it.

use fieldbook_search::matching::{Band, Proposal};
use serde::Serialize;

/// A proposed answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// Its place in the list of answers, from 0.
    pub answer: usize,
    /// How sure it is: `exact`, `strong` or `review`.
    pub band: &'static str,
    /// The probability that it is acceptable, 0 to 1.
    pub probability: f64,
    /// How the question differs from the entry, in words.
    pub reasons: Vec<String>,
    /// The words of the question that the entry has too.
    pub matched: Vec<String>,
    /// The words of the question that the entry lacks.
    pub missing: Vec<String>,
}

/// The proposals for a question of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionReply {
    /// The proposals, best first.
    pub proposals: Vec<Reply>,
    /// Why the first one is not taken over without a decision of a person; empty if it is.
    pub holds: Vec<String>,
}

impl Reply {
    pub(crate) fn new(proposal: &Proposal) -> Self {
        Self {
            answer: proposal.answer,
            band: match proposal.band {
                Band::Exact => "exact",
                Band::Strong => "strong",
                Band::Review => "review",
                Band::None => "none",
            },
            probability: proposal.probability,
            reasons: proposal.mismatches.iter().map(ToString::to_string).collect(),
            matched: proposal.matched.clone(),
            missing: proposal.missing.clone(),
        }
    }
}
