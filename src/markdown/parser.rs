//! The dialect of Markdown, and its parser.

use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

/// A body, ready to be parsed as often as needed.
#[derive(Debug)]
pub struct Markdown<'a> {
    text: Cow<'a, str>,
    length: usize,
}

impl<'a> Markdown<'a> {
    /// Prepares `body`.
    ///
    /// The parser takes `[^label]` for text unless the label is defined, but claims are defined in front matter. So
    /// every label that the body cites and does not define gets an empty definition after its end, and events past
    /// the end are left out again. Code stays code, since the parser decides what is a citation.
    pub fn new(body: &'a str) -> Self {
        let undefined = undefined_labels(body);
        if undefined.is_empty() {
            return Self { text: Cow::Borrowed(body), length: body.len() };
        }
        let mut text = String::with_capacity(body.len() + undefined.len() * 24 + 2);
        text.push_str(body);
        text.push_str("\n\n");
        for label in undefined {
            // Writing to a string cannot fail.
            let _ = write!(text, "[^{label}]: .\n\n");
        }
        Self { text: Cow::Owned(text), length: body.len() }
    }

    /// Returns the events of the body with the bytes each covers.
    pub fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        self.within(Parser::new_ext(&self.text, options()).into_offset_iter())
    }

    /// Returns the events of the body, and the bytes of its definitions of links (`[label]: address "title"`), which make
    /// no event, in order.
    pub fn events_and_definitions(&self) -> (impl Iterator<Item = (Event<'_>, Range<usize>)>, Vec<Range<usize>>) {
        let events = Parser::new_ext(&self.text, options()).into_offset_iter();
        let definitions = events.reference_definitions().iter().map(|(_, definition)| definition.span.clone());
        let mut definitions: Vec<_> = definitions.filter(|range| range.end <= self.length).collect();
        definitions.sort_by_key(|range| range.start);
        (self.within(events), definitions)
    }

    fn within<'e>(
        &self,
        events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) -> impl Iterator<Item = (Event<'e>, Range<usize>)> {
        let length = self.length;
        // A block that ends the body reaches over the blank lines after it, to what was added.
        let within = move |range: Range<usize>| range.start..range.end.min(length).max(range.start);
        events.filter(move |(_, range)| range.start < length.max(1)).map(move |(event, range)| (event, within(range)))
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

fn undefined_labels(body: &str) -> BTreeSet<&str> {
    let mut cited = BTreeSet::new();
    let mut defined = BTreeSet::new();
    for (index, _) in body.match_indices("[^") {
        let rest = body.get(index + 2..).unwrap_or_default();
        let Some(end) = rest.find(|symbol: char| symbol == ']' || symbol == '[' || symbol.is_whitespace()) else {
            continue;
        };
        let Some((label, after)) = rest.split_at_checked(end) else { continue };
        if label.is_empty() || !after.starts_with(']') {
            continue;
        }
        if after.starts_with("]:") {
            defined.insert(label)
        } else {
            cited.insert(label)
        };
    }
    cited.difference(&defined).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_event_reaches_past_the_body() {
        for body in
            ["Cited.[^a]\n\n[^b]: <https://e.example> (verified 2026-10-02)\n", "- Cited.[^a]\n", "Cited.[^a]", ""]
        {
            let ends: Vec<usize> = Markdown::new(body).events().map(|(_, range)| range.end).collect();
            assert!(ends.iter().all(|end| *end <= body.len()), "{body:?}: {ends:?}");
        }
    }

    #[test]
    fn citations_need_no_definition_and_code_has_none() {
        let body = "A[^a] and `[^b]`.\n\n```\n[^c]\n```\n\nB[^d].\n\n[^d]: note\n";
        let markdown = Markdown::new(body);
        let cited: Vec<_> = markdown
            .events()
            .filter_map(|(event, range)| match event {
                Event::FootnoteReference(label) => Some((label.to_string(), range)),
                _ => None,
            })
            .collect();
        assert_eq!(cited, [("a".to_owned(), 1..5), ("d".to_owned(), 34..38)]);
    }

    #[test]
    fn nothing_reaches_past_the_end_of_the_body() {
        let body = "A[^a] and B[^b].\n\n[^b]: note\n";
        let markdown = Markdown::new(body);
        assert!(markdown.events().all(|(_, range)| body.get(range).is_some()));
    }
}
