//! How surely a text is a credential.

/// How surely a hit is a credential, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It only represents a credential: `<token>`, `EXAMPLE`, `xxxx`, a sequence.
    Placeholder,
    /// It is named like a credential and looks random, but has no known format: information.
    Weak,
    /// It has the alphabet and length of a credential, and its place or name says which.
    Likely,
    /// It has a checksum, or a prefix that nothing else has, with the right alphabet and length.
    Certain,
}

impl Confidence {
    /// Returns whether the hit is an error and prevents publication.
    pub fn is_credential(self) -> bool {
        self >= Self::Likely
    }
}
