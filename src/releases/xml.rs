//! Atom (RFC 4287), RSS 0.9x and 2.0 (rssboard.org, 2.0.11), RDF (RSS 1.0 of 2000).
//!
//! The few fields of an entry are read by hand. `feed-rs` keeps every entry with all its parts until the end, so that a
//! feed within the limit of bytes could need gigabytes, and it makes random ids; a bound would have to be in the parser.

use super::day::day;
use super::entries::{Entries, WrittenEntry};
use super::fault::FeedFault;
use super::text::MarkedText;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use url::Url;

/// The most of a text that is kept, in bytes.
const LONGEST: usize = 64 << 10;

/// Reads a feed: the children of each entry that matter, by their namespaces. Of a document type nothing is read, and
/// entities that it defines stay as they are written.
pub(super) fn read_xml(text: &str, entries: &mut Entries<'_>) -> Result<(), FeedFault> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk { depth: 0, is_feed: false, base: entries.feed().clone(), entry: None, field: None };
    loop {
        let event = reader.read_resolved_event();
        match event.map_err(|_| if walk.is_feed { FeedFault::Malformed } else { FeedFault::Other })? {
            (space, Event::Start(tag)) => walk.start(Space::of(&space), &tag)?,
            (_, Event::End(tag)) => walk.end(tag.local_name().as_ref(), entries),
            (_, Event::Text(part)) => walk.text(&part),
            (_, Event::CData(part)) => walk.text(&part),
            (_, Event::GeneralRef(name)) => walk.reference(&name),
            (_, Event::DocType(kind)) if kind.trim_start().to_ascii_lowercase().starts_with("html") => {
                return Err(FeedFault::Html);
            }
            (_, Event::Eof) => break,
            _ => {}
        }
    }
    match (walk.is_feed, walk.depth) {
        (true, 0) => Ok(()),
        (true, _) => Err(FeedFault::Malformed),
        (false, _) => Err(FeedFault::Other),
    }
}

/// The vocabulary to which an element belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// Atom, 1.0 or 0.3.
    Atom,
    /// RSS, with or without RDF.
    Rss,
    /// RDF itself.
    Rdf,
    /// Dublin Core.
    DublinCore,
    /// The content of entries.
    Content,
    /// Another one.
    Other,
}

impl Space {
    fn of(space: &ResolveResult<'_>) -> Self {
        let name = match space {
            ResolveResult::Bound(Namespace(name)) => *name,
            ResolveResult::Unbound => return Self::Rss,
            ResolveResult::Unknown(_) => return Self::Other,
        };
        match name {
            "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => Self::Atom,
            "http://purl.org/rss/1.0/"
            | "http://my.netscape.com/rdf/simple/0.9/"
            | "http://backend.userland.com/rss2" => Self::Rss,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#" => Self::Rdf,
            "http://purl.org/dc/elements/1.1/" => Self::DublinCore,
            "http://purl.org/rss/1.0/modules/content/" => Self::Content,
            _ => Self::Other,
        }
    }
}

/// A part of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    /// An id of RSS, which is also the address.
    Guid,
    /// An id of RSS that says that it is not an address.
    OpaqueGuid,
    Link,
    Title,
    Summary,
    Content,
    Published,
    Updated,
}

impl Field {
    /// Returns the part that an element is; `None` for all others.
    fn of(space: Space, name: &str) -> Option<Self> {
        match (space, name) {
            (Space::Atom, "id") => Some(Self::Id),
            (Space::Rss, "guid") => Some(Self::Guid),
            (Space::Rss, "link") => Some(Self::Link),
            (Space::Atom | Space::Rss, "title") => Some(Self::Title),
            (Space::Atom, "summary") | (Space::Rss, "description") => Some(Self::Summary),
            (Space::Atom, "content") | (Space::Content, "encoded") => Some(Self::Content),
            (Space::Atom, "published" | "issued" | "created")
            | (Space::Rss, "pubDate")
            | (Space::DublinCore, "date") => Some(Self::Published),
            (Space::Atom, "updated" | "modified") => Some(Self::Updated),
            _ => None,
        }
    }
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// Without markup.
    None,
    /// As escaped HTML.
    Html,
    /// As elements.
    Xhtml,
}

struct OpenField {
    field: Field,
    markup: Markup,
    depth: usize,
    text: String,
}

struct OpenEntry {
    written: WrittenEntry,
    base: Url,
    depth: usize,
}

struct Walk {
    depth: usize,
    /// Whether the first element is that of a feed.
    is_feed: bool,
    base: Url,
    entry: Option<OpenEntry>,
    field: Option<OpenField>,
}

impl Walk {
    fn start(&mut self, space: Space, tag: &BytesStart<'_>) -> Result<(), FeedFault> {
        self.depth += 1;
        let name = tag.local_name();
        let name: &str = name.as_ref();
        if let Some(open) = &mut self.field {
            if open.markup == Markup::Xhtml {
                push(&mut open.text, &format!("<{name}>"));
            }
        } else if self.depth == 1 {
            self.root(space, name, tag)?;
        } else if let Some(entry) = &mut self.entry {
            let field = Field::of(space, name).filter(|_| self.depth == entry.depth + 1);
            if space == Space::Atom && name == "link" && self.depth == entry.depth + 1 {
                atom_link(&mut entry.written, tag);
            } else if let Some(field) = field {
                let is_opaque = attribute(tag, "isPermaLink").is_some_and(|value| value.eq_ignore_ascii_case("false"));
                let field = if field == Field::Guid && is_opaque { Field::OpaqueGuid } else { field };
                let markup = markup(space, field, tag);
                self.field = Some(OpenField { field, markup, depth: self.depth, text: String::new() });
            }
        } else if matches!((space, name), (Space::Atom, "entry") | (Space::Rss, "item")) {
            let base = attribute(tag, "xml:base").and_then(|base| self.base.join(&base).ok());
            // RDF names an entry by an attribute.
            let written = WrittenEntry { id: attribute(tag, "rdf:about"), ..WrittenEntry::default() };
            self.entry =
                Some(OpenEntry { written, base: base.unwrap_or_else(|| self.base.clone()), depth: self.depth });
        }
        Ok(())
    }

    fn root(&mut self, space: Space, name: &str, tag: &BytesStart<'_>) -> Result<(), FeedFault> {
        self.is_feed = matches!((space, name), (Space::Atom, "feed") | (Space::Rss, "rss") | (Space::Rdf, "RDF"));
        if !self.is_feed {
            return Err(if name.eq_ignore_ascii_case("html") { FeedFault::Html } else { FeedFault::Other });
        }
        let base = attribute(tag, "xml:base").and_then(|base| self.base.join(&base).ok());
        self.base = base.unwrap_or_else(|| self.base.clone());
        Ok(())
    }

    fn end(&mut self, name: &str, entries: &mut Entries<'_>) {
        if let Some(open) = self.field.take_if(|open| open.depth == self.depth) {
            if let Some(entry) = &mut self.entry {
                fill(&mut entry.written, open);
            }
        } else if let Some(open) = self.field.as_mut().filter(|open| open.markup == Markup::Xhtml) {
            push(&mut open.text, &format!("</{name}>"));
        } else if let Some(entry) = self.entry.take_if(|entry| entry.depth == self.depth) {
            entries.push(&entry.written, &entry.base);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, part: &str) {
        let Some(open) = &mut self.field else { return };
        if open.markup == Markup::Xhtml {
            push(&mut open.text, &part.replace('&', "&amp;").replace('<', "&lt;"));
        } else {
            push(&mut open.text, part);
        }
    }

    /// Adds what a reference means; one that XML does not know stays as it is written, and HTML may know it.
    fn reference(&mut self, name: &BytesRef<'_>) {
        let known = match name.resolve_char_ref() {
            Ok(Some(symbol)) => Some(symbol.to_string()),
            Ok(None) => resolve_predefined_entity(name).map(str::to_owned),
            Err(_) => Some(String::new()),
        };
        match (known, &mut self.field) {
            (Some(text), _) => self.text(&text),
            (None, Some(open)) => push(&mut open.text, &format!("&{};", &**name)),
            (None, None) => {}
        }
    }
}

/// Adds to a text up to its limit.
fn push(text: &mut String, part: &str) {
    if text.len() < LONGEST {
        text.push_str(part.get(..part.floor_char_boundary(LONGEST - text.len())).unwrap_or_default());
    }
}

/// Fills the part of `entry` that was read; of several, the first counts, and a day of RSS before one of Dublin Core.
fn fill(entry: &mut WrittenEntry, open: OpenField) {
    let OpenField { field, markup, text, .. } = open;
    let marked = |text: String| match markup {
        Markup::None => MarkedText::Plain(text),
        Markup::Html | Markup::Xhtml => MarkedText::Html(text),
    };
    match field {
        Field::Guid => {
            let is_address = text.trim_start().starts_with("http");
            entry.link = entry.link.take().or_else(|| is_address.then(|| text.clone()));
            entry.id = Some(text);
        }
        Field::Id | Field::OpaqueGuid => entry.id = Some(text),
        Field::Link if !text.trim().is_empty() => entry.link = Some(text),
        Field::Link => {}
        Field::Title => entry.title = entry.title.take().or_else(|| Some(marked(text))),
        Field::Summary => entry.summary = entry.summary.take().or_else(|| Some(marked(text))),
        Field::Content => entry.content = entry.content.take().or_else(|| Some(marked(text))),
        Field::Published => entry.published = entry.published.or_else(|| day(&text)),
        Field::Updated => entry.updated = entry.updated.or_else(|| day(&text)),
    }
}

/// Returns how the text of a part is written.
fn markup(space: Space, field: Field, tag: &BytesStart<'_>) -> Markup {
    match (space, field) {
        (Space::Atom, Field::Title | Field::Summary | Field::Content) => {
            match attribute(tag, "type").as_deref().map(str::trim) {
                Some("html" | "text/html") => Markup::Html,
                Some("xhtml" | "application/xhtml+xml") => Markup::Xhtml,
                _ => Markup::None,
            }
        }
        // RSS does not say whether titles are HTML; most readers take them as such.
        (_, Field::Title | Field::Summary | Field::Content) => Markup::Html,
        _ => Markup::None,
    }
}

/// Takes the address of an entry of Atom: the page, not its parts or comments.
fn atom_link(entry: &mut WrittenEntry, tag: &BytesStart<'_>) {
    let is_page = attribute(tag, "rel").is_none_or(|relation| relation == "alternate");
    if is_page && entry.link.is_none() {
        entry.link = attribute(tag, "href");
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Into::into))
}
