//! What a look at a page says of a quote.

use crate::wording::WordClass;
use serde::{Deserialize, Serialize};

/// What a look at a page says of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The words are on the page, in the sentence as before.
    Match,
    /// The words are on a page at another address.
    Moved,
    /// The page has a sentence like it that differs.
    Changed,
    /// The page has no sentence like it.
    Missing,
    /// There is no page at the address any more.
    Gone,
}

impl Verdict {
    /// Returns its name in files and output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Gone => "gone",
        }
    }

    /// Returns whether the words were found.
    pub fn is_found(self) -> bool {
        matches!(self, Self::Match | Self::Moved)
    }
}

/// What of a quote changed on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// A number or a unit.
    Number,
    /// A negation.
    Negation,
    /// A name.
    Name,
    /// How far the statement goes.
    Scope,
    /// The words of the quote are there, and the sentence around them says something else.
    Context,
    /// The words of the quote are struck through.
    Struck,
    /// Only the wording.
    Wording,
}

impl Change {
    /// Returns the change of a word of `class`; `None` if it does not count.
    pub(super) fn of_class(class: WordClass) -> Option<Self> {
        match class {
            WordClass::Number => Some(Self::Number),
            WordClass::Negation => Some(Self::Negation),
            WordClass::Name => Some(Self::Name),
            WordClass::Scope => Some(Self::Scope),
            WordClass::Wording => Some(Self::Wording),
            WordClass::Trivial => None,
        }
    }

    /// Returns whether the page says something else.
    pub fn is_material(self) -> bool {
        self != Self::Wording
    }

    /// Returns what happened to the quoted sentence, as the end of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Number => "a number or unit in it changed",
            Self::Negation => "a negation in it changed",
            Self::Name => "a name in it changed",
            Self::Scope => "a word of scope in it changed",
            Self::Context => "the sentence around it changed",
            Self::Struck => "it is struck through",
            Self::Wording => "its wording changed",
        }
    }
}

/// What one look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Whether the words are there.
    pub verdict: Verdict,
    /// What changed, if something did.
    pub change: Option<Change>,
    /// In which part of the page the words are.
    pub part: Option<Part>,
    /// The sentence of the page that has the words, or the nearest one; `None` if none is near.
    pub sentence: Option<String>,
    /// Whether the sentence negates, beside the quote.
    pub is_negated: bool,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What is folded away until a reader opens it.
    Folded,
    /// The data from which a script draws the page.
    Data,
}
