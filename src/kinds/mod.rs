//! The kinds of entry: one table with everything that differs between them and is a fact, not a procedure.
//!
//! Readers, pages, search, `fieldbook new`, schemas, docs and tests take their lists of kinds from here. What a kind
//! reads, checks or shows in its own way is elsewhere: its fields in `entry::kind_fields`, its view in
//! `site::view::kind_fields`, its rules in `rules`.

mod facts;
mod table;

pub use facts::{KindFacts, Navigation};
pub use table::Kind;
