//! Guards against near-twins: questions whose words fit an entry and which the entry does not answer.
//!
//! Each guard is a file, and what it knows of the language is a text table beside it. A guard compares the question
//! with one wording of the entry and with the answer; the wording with the fewest mismatches counts.

mod accounting;
mod actors;
mod aspects;
mod check;
mod comparison;
mod direction;
mod frequency;
mod halves;
mod mismatch;
mod modifiers;
mod names;
mod negation;
mod order;
mod polarity;
mod quantities;
mod reading;
mod roles;
mod scope;
mod statement;
mod table;

pub use check::opposite_polarity;
pub(super) use check::{Guarded, Texts};
pub use mismatch::Mismatch;
pub(super) use names::names_only;
pub(super) use statement::Statement;
