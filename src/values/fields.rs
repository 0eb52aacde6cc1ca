//! Reading a map into typed values, one finding per misfit.
//!
//! Each accessor names the key it needs, which also makes the key known: [`Fields::finish`] reports every key that no
//! accessor requested. The same calls over an empty map, with [`Shapes`](super::shape::Shapes) to record them, describe
//! what a reader accepts, so that the schema for editors cannot drift from the reader. Fields with one value are read in
//! `scalars`.

use super::nearest::nearest;
use super::node::{Node, Value};
use super::reading::Reading;
use super::schema_rules::{MISSING_FIELD, UNKNOWN_KEY, WRONG_TYPE};
use super::shape::Shape;
use crate::finding::{Finding, Place};
use crate::source::{Span, Spanned};
use std::cell::RefCell;
use std::path::Path;

/// One map, being read.
#[derive(Debug)]
pub struct Fields<'a> {
    reading: &'a Reading<'a>,
    path: String,
    span: Span,
    pairs: &'a [(Spanned<String>, Node)],
    known: RefCell<Vec<&'static str>>,
    /// Where unknown keys are that a caller has reported itself.
    reported: RefCell<Vec<Span>>,
}

impl<'a> Fields<'a> {
    /// Begins to read `node`; anything but a map or nothing is a finding and reads as empty.
    pub fn new(reading: &'a Reading<'a>, node: &'a Node, path: &str) -> Self {
        let pairs: &[_] = match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            other => {
                let name = if path.is_empty() { "this" } else { path };
                let message = format!("`{name}` must be a map of `key: value`, not {}", other.kind());
                reading.report(&WRONG_TYPE, node.span, path, message);
                &[]
            }
        };
        Self {
            reading,
            path: path.to_owned(),
            span: node.span,
            pairs,
            known: RefCell::default(),
            reported: RefCell::default(),
        }
    }

    /// Returns where the map is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the path of `key` from the top, such as `claims[2].verified`.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Returns the reading that this map belongs to.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// Returns every key with its value, for maps whose keys are the author's own.
    pub fn open(&self, key: &'static str) -> &'a [(Spanned<String>, Node)] {
        match self.find(key, Shape::Open).map(|node| (&node.value, node)) {
            Some((Value::Map(pairs), _)) => pairs,
            Some((_, node)) => {
                self.misfit(key, node, "a map of `name: value`");
                &[]
            }
            None => &[],
        }
    }

    /// Returns whether `key` is written here, even without a value.
    pub fn has(&self, key: &str) -> bool {
        self.pair(key).is_some()
    }

    /// Returns the place of the value of `key`; `None` if it has none, or a blank one.
    pub fn value_span(&self, key: &str) -> Option<Span> {
        let (_, node) = self.pair(key)?;
        let is_blank = match &node.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        (!is_blank).then_some(node.span)
    }

    /// Returns whether `key` is written here without a value.
    pub fn is_empty(&self, key: &str) -> bool {
        self.pair(key).is_some_and(|(_, node)| node.value == Value::Null)
    }

    /// Returns the place of the value of `key`, or of the key itself if it has no value.
    pub fn place_of(&self, key: &str) -> Option<(Span, &'static str)> {
        let (name, node) = self.pair(key)?;
        let span = if node.value == Value::Null { name.span } else { node.span };
        Some((span, node.value.kind()))
    }

    /// Returns the keys that no accessor has named so far and that are `wanted`, so that the caller reports them;
    /// [`Fields::finish`] leaves them out.
    pub fn take_unknown(&self, wanted: impl Fn(&str, &Node) -> bool) -> Vec<&'a Spanned<String>> {
        let known = self.known.borrow();
        let unknown = self.pairs.iter().filter(|(key, _)| !known.contains(&key.value.as_str()));
        let taken: Vec<_> = unknown.filter(|(key, node)| wanted(&key.value, node)).map(|(key, _)| key).collect();
        self.reported.borrow_mut().extend(taken.iter().map(|key| key.span));
        taken
    }

    /// Returns the raw value of `key`.
    pub fn node(&self, key: &'static str, shape: Shape) -> Option<&'a Node> {
        self.find(key, shape)
    }

    /// Reads a map with `read`.
    pub fn map<T>(&self, key: &'static str, read: impl FnOnce(&Fields<'_>) -> T) -> Option<T> {
        let node = self.find(key, Shape::Map);
        if node.is_none() && self.reading.shapes.is_some() {
            return Some(self.describe(key, "", read));
        }
        let fields = Fields::new(self.reading, node?, &self.path_of(key));
        let value = read(&fields);
        fields.finish();
        Some(value)
    }

    /// Reads a list of maps with `read`; one map alone counts as a list of one.
    pub fn maps<T>(&self, key: &'static str, mut read: impl FnMut(&Fields<'_>) -> T) -> Vec<T> {
        let node = self.find(key, Shape::Maps);
        if node.is_none() && self.reading.shapes.is_some() {
            return vec![self.describe(key, "[]", read)];
        }
        let items = match node.map(|node| (&node.value, node)) {
            None => return Vec::new(),
            Some((Value::List(items), _)) => items.as_slice(),
            Some((_, node)) => std::slice::from_ref(node),
        };
        let items = items.iter().enumerate().map(|(index, item)| {
            let fields = Fields::new(self.reading, item, &format!("{}[{index}]", self.path_of(key)));
            let value = read(&fields);
            fields.finish();
            value
        });
        items.collect()
    }

    /// Reports that `key` is missing here, with the reason `why` it is needed.
    pub fn missing(&self, key: &str, why: &str) {
        self.missing_among(&[key], why);
    }

    /// Reports that the first of `keys` is missing here, with the reason `why` it is needed; any of them would do.
    pub fn missing_among(&self, keys: &[&str], why: &str) {
        let Some(key) = keys.first() else { return };
        if self.reading.shapes.is_none() {
            let message = format!("`{}` is missing: {why}", self.path_of(key));
            let path = self.path_of(key);
            let finding = Finding::new(&MISSING_FIELD, Place::new(self.reading.file, self.span), message);
            self.reading.push(finding.subject(path).unless_unread(keys.iter().find_map(|key| self.value_span(key))));
        }
    }

    /// Reports that the value at `node` does not fit `key`, with the form it must have.
    pub fn misfit(&self, key: &str, node: &Node, expected: &str) {
        self.push_misfit(key, node, expected, None);
    }

    pub(super) fn push_misfit(&self, key: &str, node: &Node, expected: &str, fix: Option<String>) {
        let path = self.path_of(key);
        let message = match node.value {
            Value::Text(_) | Value::Number(_) => format!("`{path}` must be {expected}"),
            _ => format!("`{path}` must be {expected}; found {}", node.value.kind()),
        };
        let finding = Finding::new(&WRONG_TYPE, Place::new(self.reading.file, node.span), message).subject(path);
        self.reading.push(match fix {
            Some(text) => finding.fix(node.span, text),
            None => finding,
        });
    }

    /// Returns whether `text` is at `span` as it is, without quotes or escapes.
    pub(super) fn is_plain(&self, span: Span, text: &str) -> bool {
        !text.is_empty() && self.reading.file.slice(span) == text
    }

    /// Reports every key that no accessor requested.
    pub fn finish(&self) {
        let known = self.known.borrow();
        for (key, _) in self.pairs {
            if known.contains(&key.value.as_str()) || self.reported.borrow().contains(&key.span) {
                continue;
            }
            let hint = nearest(&key.value, known.iter().copied());
            let message = match hint {
                Some(word) => format!("unknown key `{}`; did you mean `{word}`?", key.value),
                None => format!("unknown key `{}`", key.value),
            };
            let finding = Finding::new(&UNKNOWN_KEY, Place::new(self.reading.file, key.span), message);
            let help = hint.map_or(UNKNOWN_KEY.help.to_owned(), |word| format!("Write `{word}`, or remove the key."));
            let finding = finding.help(help).subject(self.path_of(&key.value));
            let word = hint.filter(|word| self.is_slip(key, word));
            self.reading.push(match word {
                Some(word) => finding.fix(key.span, word),
                None => finding,
            });
        }
    }

    /// Returns whether `key` can only be a slip for `word`: one stroke away from it and from no other key, which is
    /// missing. Keys that say who reads an entry are left to people.
    fn is_slip(&self, key: &Spanned<String>, word: &str) -> bool {
        let is_near = |known: &&&str| strsim::damerau_levenshtein(&key.value, known) <= 2;
        let end = Path::new(self.reading.file.path()).extension();
        let is_content = end.is_some_and(|end| end.eq_ignore_ascii_case("md") || end == "markdown");
        is_content
            && key.value.len() >= 4
            && !matches!(word, "audience" | "customer" | "status" | "suppress" | "id")
            && strsim::damerau_levenshtein(&key.value, word) == 1
            && self.known.borrow().iter().filter(is_near).all(|known| *known == word)
            && self.pairs.iter().all(|(other, _)| other.value != word)
            && self.is_plain(key.span, &key.value)
    }

    fn describe<T>(&self, key: &'static str, brackets: &str, read: impl FnOnce(&Fields<'_>) -> T) -> T {
        let path = format!("{}{brackets}", self.path_of(key));
        let nested = Fields {
            reading: self.reading,
            path,
            span: self.span,
            pairs: &[],
            known: RefCell::default(),
            reported: RefCell::default(),
        };
        read(&nested)
    }

    pub(super) fn find(&self, key: &'static str, shape: Shape) -> Option<&'a Node> {
        self.known.borrow_mut().push(key);
        if let Some(shapes) = self.reading.shapes {
            shapes.borrow_mut().insert(self.path_of(key), shape);
        }
        let (_, node) = self.pair(key)?;
        (node.value != Value::Null).then_some(node)
    }

    pub(super) fn pair(&self, key: &str) -> Option<&'a (Spanned<String>, Node)> {
        self.pairs.iter().find(|(name, _)| name.value == key)
    }
}
