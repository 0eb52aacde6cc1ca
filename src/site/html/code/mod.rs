//! Fenced code with classes instead of colours, so that the policy holds and both schemes have their own.
//!
//! Highlighting by grammars is the dearest thing that a build could do. So the usual languages are scanned by tables of
//! our own; for the others, grammars are loaded with the first block that needs them, a block that occurs twice is done
//! once, and long blocks are left plain.

mod highlighter;
mod languages;
mod scan;

pub(crate) use highlighter::Highlighter;
