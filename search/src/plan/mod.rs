//! From a query to what is looked up: which terms stand for each word, and which words belong together.
//!
//! A query is a row of *slots*, one for each word that carries meaning. A slot has *uses*: the terms that satisfy it,
//! each with a weight: the stem itself, longer words for an unfinished last one, corrections for a mistyped one. One or
//! more neighbouring slots form a *unit*, which may have other *readings*: synonyms, or the same words written apart or
//! together.

mod asking;
mod names;
mod parts;
mod planner;
mod readings;
mod word;

pub(crate) use asking::Asking;
pub(crate) use parts::{Manner, Plan, Reading, Slot, Unit, Use};
pub(crate) use planner::plan;
