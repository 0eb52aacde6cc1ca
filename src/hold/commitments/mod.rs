//! Sentences and fields that bind the company: promises, guarantees, prices, capabilities that are not available.

mod commitment;
mod guarantee;
mod not_available;
mod price_term;
mod roadmap_promise;
mod statement;

pub use commitment::Commitment;
pub(crate) use commitment::PlacedCommitment;
pub(crate) use guarantee::guarantees;
pub(crate) use not_available::unavailable_capabilities;
pub(crate) use price_term::price_terms;
pub(crate) use roadmap_promise::roadmap_promises;
pub(crate) use statement::Statements;
