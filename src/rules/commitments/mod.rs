//! What binds the company when a customer reads it: plans, guarantees, prices.

mod binding;
pub(super) mod guarantee;
pub(super) mod not_available;
pub(super) mod price_term;
pub(super) mod roadmap_promise;
