//! From a question and a proposal to cells: whether the match is sure enough, which words of a list and which text are
//! written where, and why nothing is.
//!
//! Takes only texts that may be sent; what speaks against an answer itself is decided before.

pub mod evidence;
pub mod not_applicable;
pub mod planned_cells;
pub mod question_hold;
pub mod repeated_text;
pub mod sendable_texts;
pub mod sure_proposal;
