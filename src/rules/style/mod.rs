//! Words that do not help the reader.

pub(super) mod dropped_html;
pub(super) mod filler;
pub(super) mod jargon;
pub(super) mod spelling;
pub(super) mod unexpanded_acronym;
