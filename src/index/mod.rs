//! Entries and opportunities as documents of the search.
//!
//! Input are a library and opportunities that are already filtered for their audience, output are documents for the
//! search engine and the files of its index. Knows neither pages nor disk.

mod build;
mod claims;
mod deals;
mod document;
mod states;

pub use build::build_index;
pub use document::document;
pub use states::{day_number, states};
