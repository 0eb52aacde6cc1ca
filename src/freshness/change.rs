//! What of a text changed since it was checked.

use crate::source::Span;
use crate::wording::{Difference, WordClass};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text that is not the one that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// The day of the check.
    pub verified_on: NaiveDate,
    /// Where the hash of the checked text is written, or else the day.
    pub place: Span,
    /// What changed.
    pub edit: Edit,
    /// The words that changed, if they are known.
    pub words: Option<Difference>,
}

/// What of a text changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Words of this class, or of a lower one.
    Words(WordClass),
    /// A number, a name or a negation; the hash does not show which.
    Substance,
    /// Something; the hash does not show what.
    Anything,
}

impl Edit {
    /// Returns whether the text is known to say something else.
    pub fn is_material(self) -> bool {
        match self {
            Self::Words(class) => class.is_material(),
            Self::Substance => true,
            Self::Anything => false,
        }
    }
}

/// Writes what changed, as the middle of `…, and a name in it changed since`.
impl fmt::Display for Edit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(class) if class.is_material() => write!(formatter, "{} in it changed", class.noun()),
            Self::Words(_) => formatter.write_str("its wording changed"),
            Self::Substance => formatter.write_str("a number, a name or a negation in it changed"),
            Self::Anything => formatter.write_str("its text changed"),
        }
    }
}

/// What changed, and the words that did if they are known.
pub(super) type Change = (Edit, Option<Difference>);
