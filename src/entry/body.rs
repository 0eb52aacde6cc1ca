//! What a body holds: headings, links and citations, with their places.

use super::hidden::{HiddenPart, HiddenScan};
use crate::markdown::{Anchors, Markdown};
use crate::source::{Span, Spanned};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A body of Markdown, scanned once.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Body {
    /// Where it is in its file.
    pub span: Span,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links and images, in order.
    pub links: Vec<Link>,
    /// Its citations `[^label]`, in order.
    pub citations: Vec<Citation>,
    /// Its footnote definitions, in order: label and the definition's bytes.
    pub notes: Vec<Spanned<String>>,
    /// What readers of it do not see as text, in order.
    pub hidden: Vec<HiddenPart>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its name in addresses.
    pub anchor: String,
    /// Where it is, marks included.
    pub span: Span,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written, with the place of the whole link.
    pub target: Spanned<String>,
    /// Whether it shows an image.
    pub is_image: bool,
    /// Whether it is a wikilink, whose target is an id.
    pub is_wiki: bool,
}

/// How many bytes before a citation its sentence can begin.
const LONGEST_SENTENCE: usize = 2000;

/// A citation and the sentence that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The label, with the place of the mark.
    pub label: Spanned<String>,
    /// The sentence before the mark.
    pub sentence: Span,
}

impl Body {
    /// Scans `text`, which begins at byte `span.start` of its file.
    pub fn scan(text: &str, span: Span) -> Self {
        let mut scan =
            Scan { body: Self { span, ..Self::default() }, anchors: Anchors::default(), text, heading: None, block: 0 };
        let markdown = Markdown::new(text);
        let (events, definitions) = markdown.events_and_definitions();
        let mut hidden = HiddenScan::default();
        for (event, range) in events {
            hidden.step(&event, &range);
            scan.step(event, range);
        }
        Self { hidden: hidden.finish(definitions, span.start), ..scan.body }
    }

    /// Returns the bytes below the first heading of level 2 with this text, up to the next of its level or higher.
    pub fn section(&self, heading: &str) -> Option<Span> {
        let index =
            self.headings.iter().position(|known| known.level == 2 && known.text.eq_ignore_ascii_case(heading))?;
        self.below(index)
    }

    /// Returns the links that begin within `span`.
    pub fn links_within(&self, span: Span) -> &[Link] {
        let first = self.links.partition_point(|link| link.target.span.start < span.start);
        let rest = self.links.get(first..).unwrap_or_default();
        rest.get(..rest.partition_point(|link| link.target.span.start < span.end)).unwrap_or_default()
    }

    /// Returns the bytes below heading number `index`.
    pub fn below(&self, index: usize) -> Option<Span> {
        let heading = self.headings.get(index)?;
        let next = self.headings.iter().skip(index + 1).find(|next| next.level <= heading.level);
        Some(Span { start: heading.span.end, end: next.map_or(self.span.end, |next| next.span.start) })
    }
}

struct Scan<'a> {
    body: Body,
    anchors: Anchors,
    text: &'a str,
    heading: Option<(u8, Option<String>, String, Range<usize>)>,
    block: usize,
}

impl Scan<'_> {
    fn step(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.block = range.start;
                self.heading = Some((depth(level), id.map(|id| id.to_string()), String::new(), range));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => self.block = range.start,
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.body.notes.push(Spanned::new(label.to_string(), self.at(range)));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(&dest_url, link_type, range),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => self.image(&dest_url, link_type, range),
            Event::FootnoteReference(label) => {
                let sentence = self.sentence(range.start);
                let label = Spanned::new(label.to_string(), self.at(range));
                self.body.citations.push(Citation { label, sentence });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, _, words, _)) = &mut self.heading {
                    words.push_str(&text);
                }
            }
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let Some((level, id, text, range)) = self.heading.take() else { return };
        let anchor = match id {
            Some(id) => self.anchors.chosen(&id),
            None => self.anchors.next(&text),
        };
        let span = self.at(range);
        self.body.headings.push(Heading { level, text: text.trim().to_owned(), anchor, span });
    }

    fn link(&mut self, target: &str, link_type: LinkType, range: Range<usize>) {
        let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
        let target = if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let target = Spanned::new(target, self.at(range));
        self.body.links.push(Link { target, is_image: false, is_wiki });
    }

    fn image(&mut self, target: &str, link_type: LinkType, range: Range<usize>) {
        let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
        let target = Spanned::new(target.to_owned(), self.at(range));
        self.body.links.push(Link { target, is_image: true, is_wiki });
    }

    /// Returns the sentence that ends at byte `end`: from the last end of a sentence in the same block, and no further
    /// back than [`LONGEST_SENTENCE`].
    fn sentence(&self, end: usize) -> Span {
        let first = self.text.ceil_char_boundary(end.saturating_sub(LONGEST_SENTENCE).max(self.block));
        let block = self.text.get(first..end).unwrap_or_default();
        let trimmed = block.trim_end_matches(['.', '!', '?', ' ', '\n', '"', '\'', ')', '*', '_']);
        let mut ends = trimmed.match_indices(['.', '!', '?']).filter_map(|(index, _)| {
            let rest = trimmed.get(index + 1..)?;
            let after = after_marks(rest.trim_start_matches(['*', '_', '"', '\'', ')']));
            after.starts_with([' ', '\n', '\r', ']']).then_some(trimmed.len() - after.len())
        });
        let start = ends.next_back().unwrap_or(0);
        let skipped = block.get(start..).unwrap_or_default();
        let mark = |symbol: char| symbol.is_whitespace() || matches!(symbol, '-' | '*' | '+' | '>' | '|' | '#' | ']');
        let lead = skipped.len() - skipped.trim_start_matches(mark).len();
        self.at(first + start + lead..end)
    }

    fn at(&self, range: Range<usize>) -> Span {
        Span::new(range).shifted(self.body.span.start)
    }
}

/// Returns `text` without the citations `[^label]` that it begins with.
fn after_marks(text: &str) -> &str {
    let mut rest = text;
    while let Some((_, after)) = rest.strip_prefix("[^").and_then(|mark| mark.split_once(']')) {
        rest = after;
    }
    rest
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_knows_its_sentence() {
        let text = "# T\n\n- No daily cap. Globex stops at 5 TB a day.[^limit]\n- **Fast.** Takes 3.5 s [^p], it says.\n\n| a[^x] |\n|---|\n| b. c[^y] |\n\nOne.[^d] Two.[^e][^f]\nThree.[^g]\n";
        let body = Body::scan(text, Span::new(0..text.len()));
        let sentences: Vec<_> =
            body.citations.iter().map(|citation| text.get(citation.sentence.range()).unwrap_or("?")).collect();
        assert_eq!(
            sentences,
            ["Globex stops at 5 TB a day.", "Takes 3.5 s ", "a", "c", "One.", "Two.", "Two.[^e]", "Three."]
        );
    }

    #[test]
    fn sections_links_and_anchors() {
        let text =
            "intro [a](b.md)\n\n## One\nx\n### Deep\ny [[pages/z]]\n## Two {#second}\n![alt](i.png) <me@example.com>\n";
        let body = Body::scan(text, Span::new(0..text.len()));
        let section = |name| body.section(name).and_then(|span| text.get(span.range()));
        assert_eq!(section("one"), Some("x\n### Deep\ny [[pages/z]]\n"));
        assert_eq!(section("Two"), Some("![alt](i.png) <me@example.com>\n"));
        let anchors: Vec<_> = body.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["one", "deep", "second"]);
        let links: Vec<_> =
            body.links.iter().map(|link| (link.target.value.as_str(), link.is_image, link.is_wiki)).collect();
        assert_eq!(
            links,
            [
                ("b.md", false, false),
                ("pages/z", false, true),
                ("i.png", true, false),
                ("mailto:me@example.com", false, false)
            ]
        );
    }
}
