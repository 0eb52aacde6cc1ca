//! The one dialect of Markdown that everything here reads: `CommonMark` with GFM, footnotes, definition lists and
//! wikilinks.
//!
//! In goes a body, out come the parser's events with their bytes. Knows nothing of entries or HTML.

mod located;
mod plain;
mod raw_html;

use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

pub use located::LocatedText;
pub use plain::plain_text;
pub use raw_html::{LostHtml, lost_html};

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
        let length = self.length;
        // A block that ends the body reaches over the blank lines after it, to what was added.
        let within = move |range: Range<usize>| range.start..range.end.min(length).max(range.start);
        let events = Parser::new_ext(&self.text, options()).into_offset_iter();
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

/// Begins every id that the site itself gives an element. No heading has it in its name, so that what authors call
/// their headings never meets what the site calls its parts.
pub const OWN_MARK: &str = "~";

/// Names headings the way code hosts do: lower case, spaces to hyphens, punctuation left out, `-1` for a repetition.
/// No two headings get one name.
#[derive(Debug, Default)]
pub struct Anchors {
    seen: BTreeMap<String, u32>,
}

impl Anchors {
    /// Returns the anchor of the next heading with this text.
    pub fn next(&mut self, text: &str) -> String {
        let base = slug(text);
        self.first_free(if base.is_empty() { "section".to_owned() } else { base })
    }

    /// Returns the anchor of the next heading, for which its author chose `id`.
    pub fn chosen(&mut self, id: &str) -> String {
        match id.trim_start_matches(OWN_MARK) {
            "" => self.next(""),
            id => self.first_free(id.to_owned()),
        }
    }

    fn first_free(&mut self, base: String) -> String {
        let mut count = self.seen.get(&base).copied().unwrap_or_default();
        let mut anchor = base.clone();
        while self.seen.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}-{count}");
        }
        self.seen.insert(base, count);
        self.seen.insert(anchor.clone(), 0);
        anchor
    }
}

/// Turns a text into a name for addresses: lower-case letters and digits of any script, `-` and `_`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for symbol in text.trim().chars().flat_map(char::to_lowercase) {
        match symbol {
            ' ' | '\t' => slug.push('-'),
            '-' | '_' => slug.push(symbol),
            _ if symbol.is_alphanumeric() => slug.push(symbol),
            _ => {}
        }
    }
    slug
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

    #[test]
    fn anchors_are_those_of_code_hosts() {
        let mut anchors = Anchors::default();
        let made = ["Why we win", "Why we win", "C++ & Größe?", "a.b_c-d"].map(|text| anchors.next(text));
        assert_eq!(made, ["why-we-win", "why-we-win-1", "c--größe", "ab_c-d"]);
    }

    #[test]
    fn no_two_anchors_are_one_and_none_begins_like_the_ids_of_the_site() {
        let mut anchors = Anchors::default();
        let made = ["A", "A-1", "A", "A", "!", "!"].map(|text| anchors.next(text));
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "section", "section-1"]);
        assert_eq!(
            ["a", "~related", "~", "v1.2"].map(|id| anchors.chosen(id)),
            ["a-4", "related", "section-2", "v1.2"]
        );
        assert_eq!(slug("~Related"), "related");
    }
}
