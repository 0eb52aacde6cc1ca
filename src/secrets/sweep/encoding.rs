//! The encodings in which a pattern is searched for.

/// How a pattern is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// As it is, letters' case aside.
    Plain,
    /// In base 64, at any of the three alignments, in either alphabet.
    Base64,
    /// With `%` and two digits for some or all bytes (RFC 3986).
    Percent,
    /// With HTML's character references.
    Html,
    /// With JSON's escapes.
    Json,
    /// In hexadecimal digits.
    Hex,
}
