//! Entries, claims, opportunities, people and pages as documents of the search.
//!
//! Input are a library and opportunities that are already filtered for their audience, and the destinations of the site
//! that is made for it; output are documents for the search engine and the files of its index, or records for another engine. Knows no disk.

mod build;
mod claims;
mod deals;
mod document;
mod everyday;
mod known_entries;
mod pages;
mod people;
mod record;
mod statements;
mod states;

pub use build::{build_index, build_index_for};
pub use document::document;
pub use record::{RECORD_JSON_SCHEMA, RECORD_SCHEMA, Record, records};
pub use states::{day_number, states};
