//! The visible text of a body, where each part knows its bytes in the Markdown.

use super::Markdown;
use super::plain::is_skipped;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The text that leaves with a body: what a reader sees, code included, and inline HTML as it is written.
///
/// Addresses, footnotes, comments and the source of diagrams are left out.
#[derive(Debug, Default)]
pub struct LocatedText {
    text: String,
    pieces: Vec<TextPiece>,
    code: Vec<Range<usize>>,
}

/// Where a piece of the text comes from: the bytes from `plain` on are those of `source`.
#[derive(Debug)]
struct TextPiece {
    plain: usize,
    source: Range<usize>,
}

/// The beginning or the end of a range.
#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}

impl LocatedText {
    /// Takes the visible text out of `markdown`.
    pub fn new(markdown: &str) -> Self {
        let mut located = Self::default();
        let (mut skipped, mut is_wiki) = (0_u32, false);
        let mut is_code_block = false;
        for (event, source) in Markdown::new(markdown).events() {
            match event {
                Event::Start(tag) if is_skipped(&tag) || is_address(&tag) => skipped += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::Link) if skipped > 0 => {
                    skipped -= 1;
                }
                _ if skipped > 0 => {}
                Event::Start(Tag::CodeBlock(_)) => is_code_block = true,
                Event::End(TagEnd::CodeBlock) => is_code_block = false,
                // The brackets of a link without an address are text that its author may have meant as a gap.
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, .. }) => {
                    is_wiki = true;
                    located.push("[[", source.start..source.start + 2);
                }
                Event::End(TagEnd::Link) if is_wiki => {
                    is_wiki = false;
                    located.push("]]", source.end.saturating_sub(2)..source.end);
                }
                Event::Text(words) if is_code_block => located.push_code(&words, source),
                Event::Code(words) => located.push_code(&words, source),
                Event::Text(words) => located.push(&words, source),
                Event::InlineHtml(html) | Event::Html(html) if !html.starts_with("<!--") => located.push(&html, source),
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => located.push(" ", source),
                Event::End(
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
                ) => located.push("\n", source.end..source.end),
                _ => {}
            }
        }
        located
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether any of `range` of the text is code.
    pub fn is_code(&self, range: &Range<usize>) -> bool {
        self.code.iter().any(|code| code.start < range.end && range.start < code.end)
    }

    /// Returns the bytes of the Markdown that `range` of the text comes from.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, Edge::Start);
        let end = range.end.checked_sub(1).map_or(start, |last| self.source_of(last, Edge::End));
        start..end.max(start)
    }

    /// Returns the byte of the source at (or, for an end, after) the byte `plain` of the text.
    fn source_of(&self, plain: usize, edge: Edge) -> usize {
        let index = self.pieces.partition_point(|run| run.plain <= plain).saturating_sub(1);
        let Some(run) = self.pieces.get(index) else { return 0 };
        let next = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.plain);
        // A piece that is written in other bytes than it reads, such as `&lt;`, is taken as a whole.
        let is_verbatim = next - run.plain == run.source.len();
        match (is_verbatim, edge) {
            (true, Edge::Start) => run.source.start + (plain - run.plain),
            (true, Edge::End) => run.source.start + (plain - run.plain) + 1,
            (false, Edge::Start) => run.source.start,
            (false, Edge::End) => run.source.end,
        }
    }

    fn push_code(&mut self, words: &str, source: Range<usize>) {
        let start = self.text.len();
        self.push(words, source);
        self.code.push(start..self.text.len());
    }

    fn push(&mut self, words: &str, source: Range<usize>) {
        self.pieces.push(TextPiece { plain: self.text.len(), source });
        self.text.push_str(words);
    }
}

/// Returns whether the text of `tag` is its address.
fn is_address(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_knows_its_bytes() {
        let markdown = "A **bold** `co\\de` &lt;x&gt; [link](https://a.example/TODO) <https://b.example>\n<y z>.[^1] \
                        [[wiki]] <!-- note -->\n\n```\nfence\n```\n\n[^1]: foot\n";
        let located = LocatedText::new(markdown);
        assert_eq!(located.text(), "A bold co\\de <x> link  <y z>. [[wiki]] \nfence\n");
        let source = |word: &str| {
            let at = located.text().find(word).unwrap();
            let range = at..at + word.len();
            (markdown.get(located.source(&range)).unwrap(), located.is_code(&range))
        };
        assert_eq!(
            ["bold", "de", "<x>", "<y z>", "wiki]]", "fence"].map(source),
            [
                ("bold", false),
                ("`co\\de`", true),
                ("&lt;x&gt;", false),
                ("<y z>", false),
                ("wiki]]", false),
                ("fence", true)
            ]
        );
    }
}
