//! What a document contained, piece by piece, and what became of each piece.

/// What became of a piece of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It says the same, in the form that this program reads.
    CarriedOver,
    /// It is there, but not as it was: a part of it was simplified.
    Changed,
    /// It is not in what was written.
    LeftOut,
}

impl Fate {
    /// Returns the word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::CarriedOver => "carried over",
            Self::Changed => "changed",
            Self::LeftOut => "left out",
        }
    }
}

/// A piece of a document that is not plain text, such as an admonition, a picture or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Construct {
    /// What it is, such as `admonition`, in the words of the format that it comes from.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// The path of the document.
    pub source: String,
    /// Where it is there: `line 12`, `slide 3`, `row 7 of Limits`; empty for the document as a whole.
    pub place: String,
    /// What was changed, or what was left out; empty where nothing is to be said.
    pub note: String,
}
