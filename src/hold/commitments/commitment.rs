//! What a text binds the company to.

use crate::source::Span;
use std::fmt;

/// What a text binds the company to; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commitment {
    /// This phrase, as it is written, promises something that does not exist yet.
    RoadmapPromise(String),
    /// This phrase, as it is written, guarantees or warrants something, and Legal has not approved it.
    Guarantee(String),
    /// This amount, as it is written, is a price or a discount of our own.
    PriceTerm(String),
    /// A capability that is not generally available.
    NotAvailable {
        /// The id of the capability.
        capability: String,
        /// How far it is available, as `capabilities.yaml` says it.
        availability: &'static str,
    },
}

/// A commitment and its place in the entry's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlacedCommitment {
    /// The commitment.
    pub(crate) commitment: Commitment,
    /// Its place.
    pub(crate) span: Span,
}

impl Commitment {
    /// Returns its name in machine output.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RoadmapPromise(_) => "roadmap-promise",
            Self::Guarantee(_) => "guarantee",
            Self::PriceTerm(_) => "price-term",
            Self::NotAvailable { .. } => "not-available",
        }
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RoadmapPromise(phrase) => write!(formatter, "“{phrase}” promises what does not exist yet"),
            Self::Guarantee(phrase) => {
                write!(formatter, "“{phrase}” binds the company, and Legal has not approved it")
            }
            Self::PriceTerm(amount) => write!(formatter, "“{amount}” is a price or a discount of our own"),
            Self::NotAvailable { capability, availability } => {
                write!(formatter, "this depends on `{capability}`, which is `{availability}`")
            }
        }
    }
}
