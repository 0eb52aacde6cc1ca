//! The sentences that an entry says in its own voice.
//!
//! Input is an entry, output are plain sentences with their bytes in the file. Code, block quotes, HTML, footnotes
//! and bare addresses are left out, and so are fields in which a customer speaks: a question, an objection's words, a
//! requirement. Made once per entry and shared by all rules about prose.

use super::fields::fields;
use super::quotation::QuotationMarks;
use super::sentence_ends::split;
use super::words::{Hit, List, hits};
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::markdown::Markdown;
use crate::source::{Span, Spanned, count};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// An entry's own sentences.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    text: String,
    copied: Vec<CopiedText>,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    evidence: Vec<usize>,
    hits: Vec<Hit>,
    quotation: QuotationMarks,
}

/// Where a block of text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A heading of this level.
    Heading,
    /// A cell of a table.
    Cell,
    /// A field of the front matter.
    Field,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its place in the plain text.
    pub(crate) range: Range<usize>,
    block: usize,
}

/// Plain text that the file contains unchanged: `length` bytes from `plain` are those from `file`.
#[derive(Debug, Clone, Copy)]
struct CopiedText {
    plain: usize,
    file: u32,
    length: u32,
}

#[derive(Debug)]
struct Block {
    range: Range<usize>,
    role: Role,
    cell: Option<TableCell>,
}

/// The place of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TableCell {
    /// The number of its table within the entry.
    pub(crate) table: usize,
    /// Its row; that of the headings is 0.
    pub(crate) row: usize,
    /// Its column, from 0.
    pub(crate) column: usize,
}

impl Prose {
    /// Takes the sentences of `entry`.
    pub(crate) fn of(entry: &Entry) -> Self {
        let mut prose = Self::without_phrases(entry);
        prose.hits = hits(&prose.text);
        prose.quotation = QuotationMarks::of(&prose.text);
        prose
    }

    /// Returns the texts of the sentences of `entry`, in order.
    pub(crate) fn sentences_of(entry: &Entry) -> Vec<String> {
        let prose = Self::without_phrases(entry);
        prose.sentences.iter().map(|sentence| prose.text_of(sentence).to_owned()).collect()
    }

    /// Returns the fields from which [`Prose::sentences_of`] takes sentences, beside the body.
    pub(crate) fn fields_of(entry: &Entry) -> impl Iterator<Item = &str> {
        fields(entry).into_iter().map(|field| field.value.as_str())
    }

    fn without_phrases(entry: &Entry) -> Self {
        let is_about_competitor = matches!(entry.kind, Kind::Battlecard | Kind::Competitor);
        let plain_notes = entry.plain_notes().filter(|_| is_about_competitor);
        let plain_notes = plain_notes.map(|note| note.value.as_str()).collect();
        let mut builder = Builder { plain_notes, ..Builder::default() };
        builder.prose.text.reserve(entry.text().len());
        for field in fields(entry) {
            builder.field(entry, field);
        }
        builder.body(entry.text(), entry.body.span.start);
        let mut prose = builder.prose;
        for (index, block) in prose.blocks.iter().enumerate() {
            let text = prose.text.get(block.range.clone()).unwrap_or_default();
            let offset = block.range.start;
            prose.sentences.extend(
                split(text)
                    .into_iter()
                    .map(|range| Sentence { range: range.start + offset..range.end + offset, block: index }),
            );
        }
        prose
    }

    /// Returns the sentences, in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Returns the whole plain text, one block on a line.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of `sentence`.
    pub(crate) fn text_of(&self, sentence: &Sentence) -> &str {
        self.text.get(sentence.range.clone()).unwrap_or_default()
    }

    /// Returns where `sentence` comes from.
    pub(crate) fn role(&self, sentence: &Sentence) -> Role {
        self.blocks.get(sentence.block).map_or(Role::Paragraph, |block| block.role)
    }

    /// Returns the place of the cell that `sentence` comes from; `None` outside tables.
    pub(crate) fn cell(&self, sentence: &Sentence) -> Option<TableCell> {
        self.blocks.get(sentence.block).and_then(|block| block.cell)
    }

    /// Returns every phrase of `list` that is not inside quotation marks, with its sentence.
    pub(crate) fn hits(&self, list: List) -> impl Iterator<Item = (&Hit, &Sentence)> {
        let own = self.hits.iter().filter(move |hit| hit.list == list && !self.is_quoted(hit.range.start));
        own.filter_map(|hit| Some((hit, self.sentence_at(hit.range.start)?)))
    }

    /// Returns the phrases of `list` in `sentence`.
    pub(crate) fn hits_in(&self, list: List, sentence: &Sentence) -> impl Iterator<Item = &Hit> {
        let range = sentence.range.clone();
        let first = self.hits.partition_point(|hit| hit.range.start < range.start);
        let rest = self.hits.get(first..).unwrap_or_default().iter();
        rest.take_while(move |hit| hit.range.start < range.end).filter(move |hit| hit.list == list)
    }

    /// Returns the words of `hit` as they are written.
    pub(crate) fn written(&self, hit: &Hit) -> &str {
        self.text().get(hit.range.clone()).unwrap_or(hit.phrase)
    }

    /// Returns whether the block of `sentence` points to evidence: a citation, or a link to another site. In
    /// battlecards and on the pages of competitors a footnote without evidence and links is not a citation.
    pub(crate) fn is_cited(&self, sentence: &Sentence) -> bool {
        self.blocks.get(sentence.block).is_some_and(|block| self.has_evidence(&block.range))
    }

    /// Returns whether `sentence`, or what follows it in its block, points to evidence: a citation at the end of a paragraph
    /// is for all of it, and one in its middle for nothing after it.
    pub(crate) fn is_cited_from(&self, sentence: &Sentence) -> bool {
        let block = self.blocks.get(sentence.block);
        block.is_some_and(|block| self.has_evidence(&(sentence.range.start..block.range.end)))
    }

    fn has_evidence(&self, range: &Range<usize>) -> bool {
        let next = self.evidence.partition_point(|at| *at < range.start);
        self.evidence.get(next).is_some_and(|at| *at <= range.end)
    }

    /// Returns whether `sentence` is the first of its block.
    pub(crate) fn is_first(&self, sentence: &Sentence) -> bool {
        self.blocks.get(sentence.block).is_some_and(|block| {
            self.text.get(block.range.start..sentence.range.start).is_some_and(|lead| lead.trim_start().is_empty())
        })
    }

    /// Returns the bytes of the file from which the whole block of `sentence` comes.
    pub(crate) fn block_span(&self, sentence: &Sentence) -> Span {
        self.blocks.get(sentence.block).map_or(Span::default(), |block| self.span(&block.range))
    }

    /// Returns the bytes of the file from which the plain text at `range` comes.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.offset(range.start);
        let end = self.offset(range.end.saturating_sub(1)).saturating_add(1);
        Span { start, end: end.max(start) }
    }

    fn offset(&self, plain: usize) -> u32 {
        let index = self.copied.partition_point(|run| run.plain <= plain).saturating_sub(1);
        let Some(run) = self.copied.get(index) else { return 0 };
        run.file + count(plain.saturating_sub(run.plain)).min(run.length.saturating_sub(1))
    }

    fn sentence_at(&self, plain: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.range.end <= plain);
        self.sentences.get(index).filter(|sentence| sentence.range.start <= plain)
    }

    /// Returns whether the text at `plain` is between quotation marks: the words of others.
    pub(crate) fn is_quoted(&self, plain: usize) -> bool {
        let Some(block) = self.sentence_at(plain).and_then(|sentence| self.blocks.get(sentence.block)) else {
            return false;
        };
        self.quotation.are_open(&(block.range.start..plain))
    }
}

#[derive(Default)]
struct Builder<'a> {
    prose: Prose,
    open: Option<(usize, Role)>,
    skipping: u32,
    is_address: bool,
    /// The place of the next cell.
    cell: TableCell,
    /// The labels of footnotes that prove nothing.
    plain_notes: BTreeSet<&'a str>,
}

impl Builder<'_> {
    fn field(&mut self, entry: &Entry, field: &Spanned<String>) {
        let written = entry.file.slice(field.span);
        // A plain or quoted scalar holds its value as it is; a folded one is shown from its first byte on.
        let offset = written.find(field.value.as_str()).unwrap_or(0);
        self.begin(Role::Field);
        self.push(&field.value, field.span.start + count(offset), count(written.len().saturating_sub(offset)));
        self.end();
    }

    fn body(&mut self, text: &str, start: u32) {
        for (event, range) in Markdown::new(text).events() {
            self.step(event, start + count(range.start), count(range.len()));
        }
        self.end();
    }

    fn step(&mut self, event: Event<'_>, file: u32, length: u32) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.finish(tag),
            _ if self.skipping > 0 || self.is_address => {}
            Event::Text(text) => self.push(&text, file, length),
            Event::Code(_) => self.push("`", file, length),
            Event::SoftBreak | Event::HardBreak => self.push(" ", file, length),
            Event::FootnoteReference(label) if !self.plain_notes.contains(&*label) => {
                self.prose.evidence.push(self.prose.text.len());
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. } => self.skipping += 1,
            Tag::Paragraph => self.begin(if self.is_item() { Role::Item } else { Role::Paragraph }),
            Tag::Item | Tag::DefinitionListDefinition => self.begin(Role::Item),
            Tag::DefinitionListTitle | Tag::Heading { .. } => self.begin(Role::Heading),
            Tag::Table(_) => self.cell = TableCell { table: self.cell.table + 1, row: 0, column: 0 },
            Tag::TableRow => self.cell = TableCell { row: self.cell.row + 1, column: 0, ..self.cell },
            Tag::TableCell => self.begin(Role::Cell),
            Tag::List(_) => self.end(),
            Tag::Link { link_type, dest_url, .. } => {
                self.is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                if dest_url.starts_with("http") {
                    self.prose.evidence.push(self.prose.text.len());
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Image => self.skipping = self.skipping.saturating_sub(1),
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::DefinitionListDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::Heading(_) => self.end(),
            TagEnd::TableCell => {
                self.end();
                self.cell.column += 1;
            }
            TagEnd::Link => self.is_address = false,
            _ => {}
        }
    }

    /// Returns whether an item was just begun, so that the paragraph in it is the item's own.
    fn is_item(&self) -> bool {
        self.open.is_some_and(|(start, role)| role == Role::Item && start == self.prose.text.len())
    }

    fn begin(&mut self, role: Role) {
        self.end();
        self.open = Some((self.prose.text.len(), role));
    }

    fn end(&mut self) {
        let Some((start, role)) = self.open.take() else { return };
        let end = self.prose.text.len();
        if end > start {
            let cell = Some(self.cell).filter(|_| role == Role::Cell);
            self.prose.blocks.push(Block { range: start..end, role, cell });
            // Keeps the last word of a block and the first of the next apart.
            self.prose.text.push('\n');
        }
    }

    fn push(&mut self, text: &str, file: u32, length: u32) {
        if self.skipping > 0 {
            return;
        }
        if self.open.is_none() {
            self.open = Some((self.prose.text.len(), Role::Paragraph));
        }
        let plain = self.prose.text.len();
        match self.prose.copied.last_mut() {
            // Text that goes on where the last piece ended, in the file as here, needs no piece of its own.
            Some(last)
                if last.file + last.length == file
                    && last.plain + last.length as usize == plain
                    && text.len() == length as usize =>
            {
                last.length += length;
            }
            _ => self.prose.copied.push(CopiedText { plain, file, length }),
        }
        self.prose.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    fn shown(text: &str) -> Vec<(String, String)> {
        let read = read_content(&[("content/pages/a.md", text)]).remove(0);
        let prose = Prose::of(read.entries.first().unwrap());
        let show = |sentence: &Sentence| {
            (prose.text_of(sentence).to_owned(), read.file.slice(prose.span(&sentence.range)).to_owned())
        };
        prose.sentences().iter().map(show).collect()
    }

    #[test]
    fn sentences_know_their_bytes() {
        let text = "---\ntitle: \"One. Two\"\nsummary: Short.\n---\n# Head\n\nA **bold** word\n  wraps, e.g. Here. *Next* [link](https://a.example) `code` ends!\n\n> quoted\n\n```\ncode\n```\n\n- item one\n- item two. Done.\n\n[^n]: note\n";
        let sentences = shown(text);
        let plain: Vec<_> = sentences.iter().map(|(plain, _)| plain.as_str()).collect();
        assert_eq!(
            plain,
            [
                "One.",
                "Two",
                "Short.",
                "Head",
                "A bold word wraps, e.g. Here.",
                "Next link ` ends!",
                "item one",
                "item two.",
                "Done."
            ]
        );
        let written: Vec<_> = sentences.iter().map(|(_, written)| written.as_str()).collect();
        assert_eq!(written[0], "One.");
        assert_eq!(written[4], "A **bold** word\n  wraps, e.g. Here.");
        assert_eq!(written[8], "Done.");
    }
}
