//! Why a feed is not read.

use std::fmt;

/// Why bytes are not a feed that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFault {
    /// The address of the feed is not that of a web page.
    Address,
    /// It has more than 5 MiB.
    TooLarge,
    /// No bytes.
    Empty,
    /// A web page.
    Html,
    /// JSON that is not a JSON Feed.
    OtherJson,
    /// XML of another kind, or text.
    Other,
    /// XML or JSON that is not well-formed, or is cut off.
    Malformed,
}

impl fmt::Display for FeedFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Address => "its address must begin with https:// or http://",
            Self::TooLarge => "it has more than 5 MiB; name a feed of the releases alone",
            Self::Empty => "it is empty",
            Self::Html => "a web page, not a feed; name the address that its `link rel=\"alternate\"` has",
            Self::OtherJson => "JSON that is not a JSON Feed: `version` must be an address of jsonfeed.org",
            Self::Other => "not a feed; it must be Atom, RSS, RDF or JSON Feed",
            Self::Malformed => "a feed that is not well-formed or is cut off; nothing of it was recorded",
        })
    }
}
