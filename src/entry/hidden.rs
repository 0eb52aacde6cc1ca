//! The parts of a body that readers do not see as text: raw HTML with its comments, and struck-through text.
//!
//! In go the parser's events, out come the parts with their bytes.

use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A part of a body that readers do not see as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HiddenPart {
    /// Its place.
    pub span: Span,
    /// What hides it.
    pub form: HiddenForm,
}

/// What hides a part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenForm {
    /// It is an HTML tag, a comment or a block of HTML.
    Html,
    /// It is struck through.
    Struck,
}

/// Collects hidden parts from the events of a body.
#[derive(Debug, Default)]
pub(super) struct HiddenScan {
    /// The parts, in order and without overlap.
    parts: Vec<(Range<usize>, HiddenForm)>,
    /// Where a tag that strikes text through begins, as long as none closes it.
    strike: Option<usize>,
}

impl HiddenScan {
    /// Takes one event with its bytes in the body.
    pub(super) fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Strikethrough) => self.add(range.clone(), HiddenForm::Struck),
            Event::Start(Tag::HtmlBlock) => self.add(range.clone(), HiddenForm::Html),
            Event::InlineHtml(html) => self.inline(html, range),
            // A browser strikes the rest of the block through if the tag is never closed.
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                self.end_strike(range.end);
            }
            _ => {}
        }
    }

    /// Returns the parts of a body that begins at byte `start` of its file.
    pub(super) fn finish(self, start: u32) -> Vec<HiddenPart> {
        let part = |(range, form)| HiddenPart { span: Span::new(range).shifted(start), form };
        self.parts.into_iter().map(part).collect()
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
            self.strike.get_or_insert(range.start);
        }
        self.add(range.clone(), HiddenForm::Html);
    }

    fn end_strike(&mut self, end: usize) {
        if let Some(start) = self.strike.take() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Markdown;

    fn hidden(text: &str) -> Vec<(&str, HiddenForm)> {
        let mut scan = HiddenScan::default();
        for (event, range) in Markdown::new(text).events() {
            scan.step(&event, &range);
        }
        let parts = scan.finish(0).into_iter();
        parts.map(|part| (text.get(part.span.range()).unwrap_or("?"), part.form)).collect()
    }

    #[test]
    fn html_and_struck_text_are_hidden_and_code_and_addresses_are_not() {
        use HiddenForm::{Html, Struck};
        let cases: [(&str, &[(&str, HiddenForm)]); 9] = [
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
