//! Any YAML, by the library. No other module knows it.
//!
//! Strict on purpose: no merge keys, no tags, no second document, duplicate keys are faults, and a small budget
//! bounds aliases and depth. Its errors are requested without a snippet, since a snippet would print the author's
//! text, and with it any secret that exists there.

use super::limits::{DEPTH, NODES, SCALAR_BYTES};
use super::plain::plain_document;
use crate::source::{Span, Spanned};
use crate::values::node::{Node, SyntaxError, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Budget, DuplicateKeyPolicy, MergeKeyPolicy, Options};
use std::fmt;

/// Reads `text`, which begins at byte `offset` of its file, as one YAML document.
///
/// # Errors
/// Anything that is not YAML 1.2 within the budget above: the place and the reason, never the text.
pub fn parse_yaml(text: &str, offset: u32) -> Result<Node, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Node { span: Span { start: offset, end: offset }, value: Value::Null });
    }
    if let Some(fault) = too_deep(text, offset) {
        return Err(fault);
    }
    plain_document(text, offset).map_or_else(|| document(text, offset), Ok)
}

/// Reads `text` with the library.
pub(super) fn document(text: &str, offset: u32) -> Result<Node, SyntaxError> {
    let raw: RawNode =
        serde_saphyr::from_str_with_options(text, options()).map_err(|error| fault(&error, text, offset))?;
    Ok(raw.place(text, offset))
}

fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_depth = DEPTH;
    budget.max_nodes = NODES;
    budget.max_aliases = 64;
    budget.max_anchors = 64;
    budget.max_events = NODES * 4;
    budget.max_documents = 1;
    budget.max_total_scalar_bytes = SCALAR_BYTES;
    budget.flow_nesting_limit = DEPTH;
    let mut options = Options::default();
    options.budget = Some(budget);
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.merge_keys = MergeKeyPolicy::Error;
    options.strict_booleans = true;
    options.with_snippet = false;
    options.reject_unsupported_tags = true;
    options
}

/// Refuses a run of openers before the parser sees it: 100 KB of `[` must cost nothing.
pub(super) fn too_deep(text: &str, offset: u32) -> Option<SyntaxError> {
    let mut run = 0_usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => run += 1,
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => run = 0,
        }
        if run > DEPTH {
            let message = format!("nested deeper than {DEPTH} levels");
            return Some(SyntaxError { message, span: Span::new(index..index + 1).shifted(offset) });
        }
    }
    None
}

fn fault(error: &serde_saphyr::Error, text: &str, offset: u32) -> SyntaxError {
    let at = error.location().map_or(0, |location| byte_at(text, location.line(), location.column()));
    let rendered = error.without_snippet().to_string();
    SyntaxError { message: plain_words(&rendered), span: Span::new(at..(at + 1).min(text.len())).shifted(offset) }
}

/// Turns the parser's line and column (from 1, in characters) into a byte; its errors carry no byte of their own.
fn byte_at(text: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line.max(1) - 1).unwrap_or(0);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let column = usize::try_from(column.max(1) - 1).unwrap_or(0);
    let within = rest.char_indices().nth(column).map_or(rest.len(), |(index, _)| index);
    start + within
}

/// Says in the field's words what the parser means, and never passes its text on: that may quote the author's.
fn plain_words(rendered: &str) -> String {
    let has = |part: &str| rendered.to_lowercase().contains(part);
    let words = if has("multiple documents") || has("document") {
        "a second document begins here; a file has one"
    } else if has("duplicate") {
        "duplicate key"
    } else if has("merge key") {
        "merge keys (`<<`) are not read; write the fields out"
    } else if has("unsupported") && has("tag") || has("unknown tag") || has("tag") && has("not ") {
        "tags (`!name`) are not read; remove the tag"
    } else if has("budget") || has("limit") || has("exceed") || has("depth") {
        "larger or nested deeper than front matter may be, or built from too many aliases"
    } else if has("alias") || has("anchor") {
        "an alias names no anchor before it"
    } else if has("tab") {
        "a tab indents this line; YAML requires spaces"
    } else if has("mapping values") || has("nested") && has("map") {
        "a second `: ` on one line; put the value in quotes"
    } else if has("quot") || has("scalar") && has("end") {
        "a quote is opened and never closed, or text follows a closing quote"
    } else if has("control") {
        "control character"
    } else {
        "this is not YAML; look for a missing quote, a missing `:` or wrong indentation here or on the line above"
    };
    words.to_owned()
}

/// The tree as the library hands it over: scalars typed, spans relative to the text.
struct RawNode {
    range: Option<(usize, usize)>,
    value: RawValue,
}

enum RawValue {
    Null,
    Text(String),
    Bool(bool),
    Number,
    List(Vec<RawNode>),
    Map(Vec<(RawKey, RawNode)>),
}

struct RawKey {
    range: Option<(usize, usize)>,
    name: String,
}

impl RawNode {
    fn place(self, text: &str, offset: u32) -> Node {
        let (start, end) = self.range.unwrap_or((0, 0));
        let written = text.get(start..end).unwrap_or_default();
        let own = Span::new(start..start + written.trim_end().len()).shifted(offset);
        match self.value {
            RawValue::Null => Node { span: own, value: Value::Null },
            RawValue::Text(value) => Node { span: own, value: Value::Text(value) },
            RawValue::Bool(value) => Node { span: own, value: Value::Bool(value) },
            RawValue::Number => Node { span: own, value: Value::Number(written.trim().to_owned()) },
            RawValue::List(items) => {
                let items: Vec<_> = items.into_iter().map(|item| item.place(text, offset)).collect();
                let span = items.iter().map(|item| item.span).reduce(Span::cover);
                Node { span: span.map_or(own, |span| span.cover(own)), value: Value::List(items) }
            }
            RawValue::Map(pairs) => {
                let pairs: Vec<_> = pairs
                    .into_iter()
                    .map(|(key, value)| {
                        let (start, end) = key.range.unwrap_or((0, 0));
                        (Spanned::new(key.name, Span::new(start..end).shifted(offset)), value.place(text, offset))
                    })
                    .collect();
                let span = pairs.iter().map(|(key, value)| key.span.cover(value.span)).reduce(Span::cover);
                Node { span: span.unwrap_or(own), value: Value::Map(pairs) }
            }
        }
    }
}

fn range(location: serde_saphyr::Location) -> Option<(usize, usize)> {
    let start = usize::try_from(location.span().byte_offset()?).ok()?;
    let length = usize::try_from(location.span().byte_len()?).ok()?;
    Some((start, start.checked_add(length)?))
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_saphyr::Spanned::<RawValue>::deserialize(deserializer)?;
        Ok(Self { range: range(spanned.referenced), value: spanned.value })
    }
}

impl<'de> Deserialize<'de> for RawKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_saphyr::Spanned::<String>::deserialize(deserializer)?;
        Ok(Self { range: range(spanned.referenced), name: spanned.value })
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = RawValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawValue, D::Error> {
        RawValue::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<RawValue, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            map.push(pair);
        }
        Ok(RawValue::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a tree as `value@written`, the place being the text its span covers.
    fn show(text: &str) -> String {
        fn walk(node: &Node, text: &str) -> String {
            let at = text.get(node.span.range()).unwrap_or("?");
            match &node.value {
                Value::Null => "null".to_owned(),
                Value::Text(value) => format!("{value}@{at}"),
                Value::Bool(value) => format!("{value}!@{at}"),
                Value::Number(value) => format!("#{value}@{at}"),
                Value::List(items) => {
                    format!("[{}]", items.iter().map(|item| walk(item, text)).collect::<Vec<_>>().join(", "))
                }
                Value::Map(pairs) => {
                    let pairs = pairs.iter().map(|(key, value)| {
                        format!("{}@{}: {}", key.value, text.get(key.span.range()).unwrap_or("?"), walk(value, text))
                    });
                    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
                }
            }
        }
        match parse_yaml(text, 0) {
            Ok(node) => walk(&node, text),
            Err(fault) => format!("{}: {}", fault.span.start, fault.message),
        }
    }

    #[test]
    fn every_value_knows_its_place() {
        assert_eq!(
            show("a: 1.10\nb: no\nc: 2026-10-02\n"),
            "{a@a: #1.10@1.10, b@b: no@no, c@c: 2026-10-02@2026-10-02}"
        );
        assert_eq!(
            show("😀: ä\r\nclaims:\r\n  - id: \"x y\"\r\n    on: {by: z}\r\n"),
            "{😀@😀: ä@ä, claims@claims: [{id@id: x y@\"x y\", on@on: {by@by: z@z}}]}"
        );
        assert_eq!(show("a: 012\nb: true\nc: ~\nd: ''\n"), "{a@a: #012@012, b@b: true!@true, c@c: null, d@d: @''}");
        assert_eq!(show("a: |\n  one\n  two\nb: x # y\n"), "{a@a: one\ntwo\n@one\n  two, b@b: x@x}");
        assert_eq!(show("a: &x 1\nb: *x\n"), "{a@a: #1@1, b@b: #*x@*x}");
    }

    #[test]
    fn nasty_documents_are_faults_with_a_place() {
        let brackets = "[".repeat(100_000);
        let deep = (0..5_000).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
        let bomb = ('b'..='j').fold("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, name| {
            let before = char::from_u32(name as u32 - 1).unwrap_or('a');
            let aliases = vec![format!("*{before}"); 9].join(",");
            text + &format!("{name}: &{name} [{aliases}]\n")
        });
        let mut wrong = Vec::new();
        for (text, place, words) in [
            ("a: 1\na: 2\n", 5, "duplicate key"),
            ("a: b: c\n", 4, "a second `: `"),
            ("a:\n\tb: 1\n", 4, "a tab indents"),
            ("a: \"b\nc: d\n", 6, "a quote is opened"),
            ("a: 1\n---\nb: 2\n", 5, "a second document"),
            ("a: !!python/object x\n", 19, "tags"),
            ("a: &x {b: 1}\nc:\n  <<: *x\n", 18, "merge keys"),
            (brackets.as_str(), 16, "nested deeper"),
            (deep.as_str(), 0, "larger or nested deeper"),
            (bomb.as_str(), 0, "larger or nested deeper"),
            ("a: *nothing\n", 3, "an alias names no anchor"),
        ] {
            let shown = show(text);
            let head: String = text.chars().take(30).collect();
            if !shown.contains(words) || place > 0 && !shown.starts_with(&format!("{place}: ")) {
                wrong.push(format!("{head:?} gave {shown}, not {place}: {words}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn errors_never_quote_the_document() {
        let planted = ["plan", "ted"].concat();
        for text in [
            format!("a: [{planted}\n"),
            format!("a: \"{planted}\n"),
            format!("{planted}: 1\n{planted}: 2\n"),
            format!("a: !{planted} b"),
            format!("*{planted} : 1"),
        ] {
            let fault = parse_yaml(&text, 0).err().map(|fault| fault.message).unwrap_or_default();
            assert!(!fault.is_empty() && !fault.contains(&planted), "{text:?} gave {fault}");
        }
    }
}
