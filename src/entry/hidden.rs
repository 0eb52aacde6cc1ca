//! The parts of a body that readers do not see as text: raw HTML with its comments, struck-through text, pictures with
//! their descriptions, and definitions of links.
//!
//! In go the parser's events, out come the parts with their bytes.

use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A part of a body that readers do not see as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenPart {
    /// Its place.
    pub span: Span,
    /// What hides it.
    pub form: HiddenForm,
}

/// What hides a part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HiddenForm {
    /// It is an HTML tag, a comment or a block of HTML.
    Html,
    /// It is struck through.
    Struck,
    /// It is a picture with its description.
    Picture,
    /// It defines a link: `[label]: address "title"`.
    Definition,
}

/// Collects hidden parts from the events of a body.
#[derive(Debug, Default)]
pub(super) struct HiddenScan {
    /// The parts, in order and without overlap.
    parts: Vec<(Range<usize>, HiddenForm)>,
    /// The tag that strikes text through, as long as none closes it.
    strike: Option<Strike>,
    /// The tags that strike text through around the footnotes that are open.
    around: Vec<Option<Strike>>,
}

/// A tag that strikes text through.
#[derive(Debug, Clone, Copy)]
struct Strike {
    /// Where it begins.
    start: usize,
    /// Whether it is a block of its own, so that the end of a paragraph does not end it.
    is_block: bool,
}

impl HiddenScan {
    /// Takes one event with its bytes in the body.
    pub(super) fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Strikethrough) => self.add(range.clone(), HiddenForm::Struck),
            Event::Start(Tag::Image { .. }) => self.add(range.clone(), HiddenForm::Picture),
            Event::Start(Tag::HtmlBlock) => self.add(range.clone(), HiddenForm::Html),
            Event::Html(html) => self.block(html, range),
            Event::InlineHtml(html) => self.inline(html, range),
            // A browser strikes the rest of the block through if the tag is never closed.
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell)
                if self.strike.is_some_and(|strike| !strike.is_block) =>
            {
                self.end_strike(range.end);
            }
            // Pages show footnotes at their end, whatever is around them.
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.around.push(self.strike);
                self.end_strike(range.start);
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.end_strike(range.end);
                let around = self.around.pop().flatten();
                self.strike = around.map(|strike| Strike { start: range.end, ..strike });
            }
            _ => {}
        }
    }

    /// Returns the parts of a body that begins at byte `start` of its file and has `definitions` of links.
    pub(super) fn finish(mut self, definitions: Vec<Range<usize>>, start: u32) -> Vec<HiddenPart> {
        let is_outside = |range: &Range<usize>, parts: &[(Range<usize>, HiddenForm)]| {
            parts.iter().all(|(part, _)| part.end <= range.start || range.end <= part.start)
        };
        let definitions = definitions.into_iter().filter(|range| is_outside(range, &self.parts));
        let definitions: Vec<_> = definitions.map(|range| (range, HiddenForm::Definition)).collect();
        self.parts.extend(definitions);
        self.parts.sort_by_key(|(range, _)| range.start);
        let part = |(range, form)| HiddenPart { span: Span::new(range).shifted(start), form };
        self.parts.into_iter().map(part).collect()
    }

    /// Takes a line of a block of HTML.
    fn block(&mut self, html: &str, range: &Range<usize>) {
        let line = html.trim();
        let (opens, closes) = (line.strip_prefix('<').is_some_and(is_strike), ends_strike(line));
        if opens && !closes && self.strike.is_none() {
            self.strike = Some(Strike { start: range.start, is_block: true });
        } else if closes {
            self.end_strike(range.end);
        }
    }

    fn inline(&mut self, html: &str, range: &Range<usize>) {
        let tag = html.trim_start_matches('<');
        if let Some(name) = tag.strip_prefix('/') {
            self.add(range.clone(), HiddenForm::Html);
            if is_strike(name) {
                self.end_strike(range.end);
            }
            return;
        }
        if is_strike(tag) {
            self.strike.get_or_insert(Strike { start: range.start, is_block: false });
        }
        self.add(range.clone(), HiddenForm::Html);
    }

    fn end_strike(&mut self, end: usize) {
        if let Some(Strike { start, .. }) = self.strike.take().filter(|strike| strike.start < end) {
            self.parts.retain(|(part, _)| part.end <= start);
            self.add(start..end, HiddenForm::Struck);
        }
    }

    /// Adds a part unless it is within the last one.
    fn add(&mut self, range: Range<usize>, form: HiddenForm) {
        if self.parts.last().is_none_or(|(last, _)| last.end <= range.start) {
            self.parts.push((range, form));
        }
    }
}

/// Returns whether the tag whose name begins `tag` strikes its text through.
fn is_strike(tag: &str) -> bool {
    let name = tag.split(|symbol: char| !symbol.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["del", "s", "strike"].iter().any(|strike| name.eq_ignore_ascii_case(strike))
}

/// Returns whether `line` holds a tag that ends struck-through text.
fn ends_strike(line: &str) -> bool {
    line.split("</").skip(1).any(is_strike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Markdown;

    fn hidden(text: &str) -> Vec<(&str, HiddenForm)> {
        let mut scan = HiddenScan::default();
        let markdown = Markdown::new(text);
        let (events, definitions) = markdown.events_and_definitions();
        for (event, range) in events {
            scan.step(&event, &range);
        }
        let parts = scan.finish(definitions, 0).into_iter();
        parts.map(|part| (text.get(part.span.range()).unwrap_or("?"), part.form)).collect()
    }

    #[test]
    fn html_and_struck_text_are_hidden_and_code_and_addresses_are_not() {
        use HiddenForm::{Definition, Html, Picture, Struck};
        let cases: [(&str, &[(&str, HiddenForm)]); 15] = [
            ("a ![b](c.png) d\n", &[("![b](c.png)", Picture)]),
            ("a\n\n[b]: # (c)\n\n[//]: <d> \"e\"\n", &[("[b]: # (c)", Definition), ("[//]: <d> \"e\"", Definition)]),
            ("[^n]: a\n\n    [b]: # (c)\n", &[("[b]: # (c)", Definition)]),
            ("a\n\n<del>\n\nb\n\nc\n\n</del>\n\nd\n", &[("<del>\n\nb\n\nc\n\n</del>\n", Struck)]),
            (
                "<s>\n\na\n\n[^n]: b\n\n\n    <b>c</b>\n\nd\n\n</s>\n",
                &[("<s>\n\na\n\n", Struck), ("<b>", Html), ("</b>", Html), ("d\n\n</s>\n", Struck)],
            ),
            ("<del>a</del>\n\nb\n", &[("<del>a</del>", Struck)]),
            ("a <!-- b --> c <b>d</b>\n", &[("<!-- b -->", Html), ("<b>", Html), ("</b>", Html)]),
            ("a ~~b <i>c</i>~~ d\n", &[("~~b <i>c</i>~~", Struck)]),
            ("a <del>b <i>c</i></del> d\n", &[("<del>b <i>c</i></del>", Struck)]),
            ("a <S>b\nc\n\nd </s> e\n", &[("<S>b\nc\n", Struck), ("</s>", Html)]),
            ("a <span>b</span>\n", &[("<span>", Html), ("</span>", Html)]),
            ("a\n\n<!-- b\nc -->\n\nd\n", &[("<!-- b\nc -->\n", Html)]),
            ("[^n]: a\n\n    <div>b</div>\n\n    c\n", &[("<div>b</div>\n", Html)]),
            ("`<!-- a -->` and `~~b~~` <https://c.example> \\<!-- d 1 < 2\n", &[]),
            ("    <!-- a -->\n", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(hidden(text), expected, "{text}");
        }
    }
}
