//! JSON that remembers where each value is.
//!
//! `serde_json` reads values without their places, and a finding must show the exact one; strings and numbers are still
//! its business.

use crate::source::{Span, Spanned};

/// How deep lists and objects may nest; a snapshot needs four.
const DEPTH_LIMIT: usize = 32;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// One key of an object with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    pub(super) key: Spanned<String>,
    pub(super) node: Node,
}

/// The members of an object, or the cells of a row under their roles, and its place.
pub(super) struct Object {
    pub(super) span: Span,
    pub(super) members: Vec<Member>,
}

/// Why a text is not JSON, and where it stops being so.
pub(super) struct JsonError {
    pub(super) offset: usize,
    pub(super) message: &'static str,
}

/// Reads one JSON value that fills `text`.
pub(super) fn parse(text: &str) -> Result<Node, JsonError> {
    let mut parser = Parser { text, offset: 0 };
    let node = parser.value(0)?;
    parser.skip_blanks();
    if parser.offset < text.len() {
        Err(parser.fault("there is more text after the end of the JSON value"))
    } else {
        Ok(node)
    }
}

struct Parser<'a> {
    text: &'a str,
    offset: usize,
}

impl Parser<'_> {
    fn fault(&self, message: &'static str) -> JsonError {
        JsonError { offset: self.offset, message }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.offset += 1;
        }
    }

    /// Takes `byte` if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.offset += usize::from(found);
        found
    }

    fn since(&self, start: usize) -> &str {
        self.text.get(start..self.offset).unwrap_or_default()
    }

    fn value(&mut self, depth: usize) -> Result<Node, JsonError> {
        if depth > DEPTH_LIMIT {
            return Err(self.fault("lists and objects nest deeper than 32"));
        }
        self.skip_blanks();
        let start = self.offset;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't' | b'f' | b'n') => self.word()?,
            Some(_) => return Err(self.fault("a value was expected here")),
            None => return Err(self.fault("the file ends where a value was expected")),
        };
        Ok(Node { value, span: Span::new(start..self.offset) })
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.offset += 1;
        let mut members = Vec::new();
        self.skip_blanks();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_blanks();
            let start = self.offset;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a key in double quotes was expected here"));
            }
            let key = self.string()?;
            let key = Spanned::new(key, Span::new(start..self.offset));
            self.skip_blanks();
            if !self.take(b':') {
                return Err(self.fault("a colon was expected after the key"));
            }
            members.push(Member { key, node: self.value(depth + 1)? });
            self.skip_blanks();
            if self.take(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.take(b',') {
                return Err(self.fault("a comma or `}` was expected here"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.offset += 1;
        let mut nodes = Vec::new();
        self.skip_blanks();
        if self.take(b']') {
            return Ok(Value::List(nodes));
        }
        loop {
            nodes.push(self.value(depth + 1)?);
            self.skip_blanks();
            if self.take(b']') {
                return Ok(Value::List(nodes));
            }
            if !self.take(b',') {
                return Err(self.fault("a comma or `]` was expected here"));
            }
        }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.offset;
        self.offset += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.offset += 2,
                Some(_) => self.offset += 1,
                None => return Err(JsonError { offset: start, message: "the text that begins here never ends" }),
            }
        }
        self.offset += 1;
        serde_json::from_str(self.since(start))
            .map_err(|_| JsonError { offset: start, message: "the text holds a line break or an unknown escape" })
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.offset;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.offset += 1;
        }
        let text = self.since(start).to_owned();
        match serde_json::from_str::<serde_json::Number>(&text) {
            Ok(_) => Ok(Value::Number(text)),
            Err(_) => Err(JsonError { offset: start, message: "this is not a number as JSON writes them" }),
        }
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let words = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let found = words.into_iter().find(|(word, _)| rest.starts_with(word));
        let Some((word, value)) = found else { return Err(self.fault("a value was expected here")) };
        self.offset += word.len();
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Number(text) => serde_json::from_str(text).unwrap(),
            Value::Text(text) => text.as_str().into(),
            Value::List(nodes) => nodes.iter().map(plain).collect(),
            Value::Object(members) => {
                members.iter().map(|member| (member.key.value.clone(), plain(&member.node))).collect()
            }
        }
    }

    #[test]
    fn every_place_is_the_value_itself() {
        let text = "{\"é\": [1.5e3, \"a\\\"b\"],\n \"b\" : {}}";
        let Ok(Node { value: Value::Object(members), .. }) = parse(text) else { panic!("an object") };
        let slice = |span: Span| text.get(span.range()).unwrap_or_default();
        assert_eq!((slice(members[0].key.span), slice(members[0].node.span)), ("\"é\"", "[1.5e3, \"a\\\"b\"]"));
        assert_eq!(slice(members[1].node.span), "{}");
    }

    #[test]
    fn faults_point_at_the_first_wrong_byte() {
        let at = |text: &str| parse(text).err().map(|fault| fault.offset);
        assert_eq!(at("{\"a\": tru}"), Some(6));
        assert_eq!(at("{\"a\": 1 \"b\"}"), Some(8));
        assert_eq!(at("[1,]"), Some(3));
        assert_eq!(at("[\"never"), Some(1));
        assert_eq!(at("[] []"), Some(3));
        assert_eq!(at(&"[".repeat(100_000)), Some(33));
        assert_eq!(at("\"\\"), Some(0));
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_reads(text in "[\\[\\]{}:,\"\\\\ a-f0-9.eE+\\-ntrulsé\n]{0,24}") {
            let wanted = serde_json::from_str::<serde_json::Value>(&text).ok();
            prop_assert_eq!(parse(&text).ok().map(|node| plain(&node)), wanted);
        }
    }
}
