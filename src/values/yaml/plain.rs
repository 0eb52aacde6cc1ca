//! YAML as almost all front matter is written, from the events of the parser.
//!
//! It is a shortcut of [`super::read`] and returns the same trees or none: a document with an anchor, an alias, a tag, a merge key,
//! a key twice, a scalar whose type is not plain to see, or a fault is read by the library, which says what is wrong with it.

use super::limits::{DEPTH, NODES, SCALAR_BYTES};
use crate::source::{Span, Spanned};
use crate::values::node::{Node, Value};
use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many keys a map may have that are compared with each other, without a set.
pub(super) const FEW_KEYS: usize = 24;

/// Returns the tree of `text`, which begins at byte `offset` of its file; `None` if this module does not know all of it.
pub(super) fn plain_document(text: &str, offset: u32) -> Option<Node> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    let events = Parser::new_from_str_with_options(text, options);
    let mut document = Document { events, text, offset, nodes: 0, scalar_bytes: 0 };
    let (Event::StreamStart, _) = document.next()? else { return None };
    let (Event::DocumentStart(..), _) = document.next()? else { return None };
    let root = document.node(0)?;
    let (Event::DocumentEnd, _) = document.next()? else { return None };
    let (Event::StreamEnd, _) = document.next()? else { return None };
    root
}

struct Document<'a> {
    events: Parser<'a, StrInput<'a>>,
    text: &'a str,
    offset: u32,
    nodes: usize,
    scalar_bytes: usize,
}

/// A node, or `None` where a list or map ends.
type NodeOrEnd = Option<Node>;

impl<'a> Document<'a> {
    /// Returns the next event and its bytes; `None` for a fault.
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, span) = self.events.next()?.ok()?;
        Some((event, span.byte_range()?))
    }

    fn node(&mut self, depth: usize) -> Option<NodeOrEnd> {
        let (event, range) = self.next()?;
        self.nodes += 1;
        if self.nodes > NODES || depth > DEPTH {
            return None;
        }
        match event {
            Event::Scalar(written, style, 0, None) => {
                self.scalar_bytes += written.len();
                let value = scalar(written, style)?;
                let span = self.trimmed(&range);
                let value = match value {
                    // What the author wrote, as with any number.
                    Value::Number(_) => Value::Number(self.text.get(range)?.trim().to_owned()),
                    value => value,
                };
                (self.scalar_bytes <= SCALAR_BYTES).then_some(Some(Node { span, value }))
            }
            Event::SequenceStart(_, 0, None) => {
                let mut span = self.trimmed(&range);
                let mut items = Vec::new();
                while let Some(item) = self.node(depth + 1)? {
                    items.push(item);
                }
                if let Some(covered) = items.iter().map(|item| item.span).reduce(Span::cover) {
                    span = covered.cover(span);
                }
                Some(Some(Node { span, value: Value::List(items) }))
            }
            Event::MappingStart(_, 0, None) => self.map(&range, depth).map(Some),
            Event::SequenceEnd => Some(None),
            _ => None,
        }
    }

    fn map(&mut self, range: &Range<usize>, depth: usize) -> Option<Node> {
        let mut pairs: Vec<(Spanned<String>, Node)> = Vec::new();
        loop {
            let (event, range) = self.next()?;
            self.nodes += 1;
            let key = match event {
                Event::MappingEnd => break,
                Event::Scalar(written, style, 0, None) => match scalar(written, style)? {
                    Value::Text(key) if key != "<<" => Spanned::new(key, Span::new(range).shifted(self.offset)),
                    _ => return None,
                },
                _ => return None,
            };
            self.scalar_bytes += key.value.len();
            // A list or map that ends here has no value for its last key, which the parser never says.
            let value = self.node(depth + 1)??;
            pairs.push((key, value));
        }
        let span = pairs.iter().map(|(key, value)| key.span.cover(value.span)).reduce(Span::cover);
        let span = span.unwrap_or_else(|| self.trimmed(range));
        has_each_key_once(&pairs).then_some(Node { span, value: Value::Map(pairs) })
    }

    /// Returns the place of `range` without the space at its end.
    fn trimmed(&self, range: &Range<usize>) -> Span {
        let written = self.text.get(range.clone()).unwrap_or_default();
        Span::new(range.start..range.start + written.trim_end().len()).shifted(self.offset)
    }
}

fn has_each_key_once(pairs: &[(Spanned<String>, Node)]) -> bool {
    if pairs.len() > FEW_KEYS {
        let mut met = BTreeSet::new();
        return pairs.iter().all(|(key, _)| met.insert(key.value.as_str()));
    }
    let is_new = |(index, (key, _)): (usize, &(Spanned<String>, Node))| {
        !pairs.iter().take(index).any(|(other, _)| other.value == key.value)
    };
    pairs.iter().enumerate().all(is_new)
}

/// Returns the value of a scalar without a tag; `None` where its type is not plain to see.
fn scalar(written: Cow<'_, str>, style: ScalarStyle) -> Option<Value> {
    if style != ScalarStyle::Plain {
        return Some(Value::Text(written.into_owned()));
    }
    match written.as_ref() {
        "" | "~" => Some(Value::Null),
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        text if is_number(text) => Some(Value::Number(String::new())),
        text if is_text(text) => Some(Value::Text(written.into_owned())),
        _ => None,
    }
}

/// Returns whether `text` is a number as people write them: digits, and digits after a point.
fn is_number(text: &str) -> bool {
    let is_digits = |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(text),
    }
}

/// The words that YAML 1.2, or a reader of it, takes for something else than text, in lower case.
const TYPED_WORDS: [&str; 8] = ["null", "true", "false", "nan", "inf", "infinity", "none", "nil"];

/// Returns whether `text` is nothing but text: a day, a word that begins with a letter, or several words.
fn is_text(text: &str) -> bool {
    if text.contains(' ') || is_day(text) {
        return true;
    }
    let is_typed = || TYPED_WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    text.starts_with(char::is_alphabetic) && !is_typed()
}

/// Returns whether `text` has the form of a day, `2026-11-23`.
fn is_day(text: &str) -> bool {
    let form = |(index, byte): (usize, u8)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(form)
}
