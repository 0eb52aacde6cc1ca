//! The bytes of a feed as entries.

use super::entries::{Entries, FeedEntry, LeftOut, MOST};
use super::fault::FeedFault;
use super::json::read_json;
use super::xml::read_xml;
use crate::charset::{decoded, in_content_type, in_xml};
use url::Url;

/// The largest feed that is read, in bytes.
pub const MAX_BYTES: usize = 5 << 20;
/// The most entries that are read from a feed: the newest.
pub const MAX_ENTRIES: usize = MOST;

/// What a feed says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The entries, the newest first.
    pub entries: Vec<FeedEntry>,
    /// What is left out.
    pub left_out: LeftOut,
}

/// Reads a feed that was found at `url`, as Atom, RSS, RDF or JSON Feed; its bytes decide which.
///
/// # Errors
/// The bytes are of another kind, not well-formed, or more than 5 MiB.
pub fn read_feed(bytes: &[u8], content_type: Option<&str>, url: &str) -> Result<Feed, FeedFault> {
    let base = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let base = base.ok_or(FeedFault::Address)?;
    if bytes.len() > MAX_BYTES {
        return Err(FeedFault::TooLarge);
    }
    let text = decoded(bytes, &[in_xml(bytes), content_type.and_then(in_content_type)]).text;
    let start = text.trim_start_matches(|symbol: char| symbol.is_whitespace() || symbol == '\u{FEFF}');
    let mut entries = Entries::new(&base);
    match start.chars().next() {
        None => return Err(FeedFault::Empty),
        Some('{') => read_json(start, &mut entries)?,
        Some('<') => read_xml(start, &mut entries)?,
        Some(_) if start.starts_with('[') => return Err(FeedFault::OtherJson),
        Some(_) => return Err(FeedFault::Other),
    }
    let (entries, left_out) = entries.finish();
    Ok(Feed { entries, left_out })
}
