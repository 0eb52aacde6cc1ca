//! The parts of an entry that its pages never show to readers outside the company.

use super::entry::Entry;
use crate::markdown::Markdown;
use crate::source::{Span, count};
use pulldown_cmark::Event;

/// The fields that pages for outsiders do not show, whatever the kind.
const INSIDE_FIELDS: [&str; 9] =
    ["approvals", "audience", "challenged", "customer", "opportunities", "owner", "sme", "suppress", "tracker"];

impl Entry {
    /// Returns the bytes of its file that belong to fields that only readers inside the company see, and comments in its body.
    pub fn inside_parts(&self) -> Vec<Span> {
        let head = Span { start: self.head.start.min(self.body.span.start), end: self.body.span.start };
        let fields = inside_fields(self.file.slice(head)).into_iter().map(|span| span.shifted(head.start));
        let comments = comments(self.file.slice(self.body.span)).into_iter();
        fields.chain(comments.map(|span| span.shifted(self.body.span.start))).collect()
    }
}

/// Returns the lines of each inside field of `front`, front matter or the fence of an answer: from the line with its key to
/// the next key of the same level.
fn inside_fields(front: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in front.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '-', '#', '\n', '\r']) || line.starts_with("---") {
            spans.extend(open.take().map(|start| Span::new(start..at)));
            let key = line.split(':').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
            open = INSIDE_FIELDS.contains(&key).then_some(at);
        }
        at += line.len();
    }
    spans.extend(open.map(|start| Span::new(start..at)));
    spans
}

/// Returns the comments in the Markdown `text`; a site drops them.
fn comments(text: &str) -> Vec<Span> {
    if !text.contains("<!--") {
        return Vec::new();
    }
    let markdown = Markdown::new(text);
    let html = markdown.events().filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut spans: Vec<Span> = Vec::new();
    for (_, range) in html {
        let mut rest = range.clone();
        while let Some(start) = text.get(rest.clone()).and_then(|html| html.find("<!--")).map(|at| rest.start + at) {
            let end = text.get(start..).and_then(|html| html.find("-->")).map_or(text.len(), |end| start + end + 3);
            if spans.last().is_none_or(|last| last.end < count(end)) {
                spans.push(Span::new(start..end));
            }
            if end >= rest.end {
                break;
            }
            rest.start = end;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use crate::entry::read_content;

    #[test]
    fn fields_for_the_company_and_comments_are_inside() {
        let text = "---\ntitle: A\nowner: ann\nsuppress:\n  - {rule: x}\n\n  - {rule: y}\nsummary: B\ntracker: t\n---\nA <!-- one\ntwo --> b.\n\n<!-- three -->\n\n`<!-- four -->`\n";
        let files = read_content(&[("content/gaps/a.md", text)]);
        let entry = &files[0].entries[0];
        let parts: Vec<&str> = entry.inside_parts().into_iter().map(|span| entry.file.slice(span)).collect();
        assert_eq!(
            parts,
            [
                "owner: ann\n",
                "suppress:\n  - {rule: x}\n\n  - {rule: y}\n",
                "tracker: t\n",
                "<!-- one\ntwo -->",
                "<!-- three -->"
            ]
        );
    }
}
