//! Front matter of other tools, as values: YAML between `---`, TOML between `+++`, JSON in braces.

use crate::source::{Span, Spanned};
use crate::values::{Node, Value, parse_toml, parse_yaml};

/// Separates front matter, with its marks, from the body; without any, the first is empty.
pub(super) fn split(text: &str) -> (&str, &str) {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let fence = first.trim_end();
    if fence == "{" {
        return split_json(text);
    }
    if !matches!(fence, "---" | "+++") {
        return ("", text);
    }
    let mut at = first.len();
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == fence {
            return text.split_at_checked(at).unwrap_or(("", text));
        }
    }
    ("", text)
}

fn split_json(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "}" {
            let (front, body) = text.split_at_checked(at).unwrap_or(("", text));
            let is_json = serde_json::from_str::<serde_json::Value>(front).is_ok();
            return if is_json { (front, body) } else { ("", text) };
        }
    }
    ("", text)
}

/// The keys of a page and their values.
#[derive(Debug, Clone, Default)]
pub(super) struct FrontMatter {
    /// Each key with its value, in order.
    pub(super) pairs: Vec<(String, Value)>,
    /// Why nothing could be read; `None` if it could.
    pub(super) fault: Option<String>,
}

impl FrontMatter {
    /// Reads front matter with its marks.
    pub(super) fn read(front: &str) -> Self {
        let inner = inner(front);
        let node = match front.get(..3) {
            Some("+++") => parse_toml(inner)
                .map_err(|faults| faults.into_iter().next().map_or(String::new(), |fault| fault.message)),
            Some("---") => parse_yaml(inner, 0).map_err(|fault| fault.message),
            _ if front.starts_with('{') => parse_yaml(front, 0).map_err(|fault| fault.message),
            _ => return Self::default(),
        };
        match node.map(|node| node.value) {
            Ok(Value::Map(pairs)) => {
                let pairs = pairs.into_iter().map(|(key, node)| (key.value, node.value)).collect();
                Self { pairs, fault: None }
            }
            Ok(Value::Null) => Self::default(),
            Ok(_) => Self { pairs: Vec::new(), fault: Some("it has no keys".to_owned()) },
            Err(fault) => Self { pairs: Vec::new(), fault: Some(fault) },
        }
    }

    /// Returns the value of `key`, letters' case aside.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.pairs.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// Returns the text of `key`.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(text_of).filter(|text| !text.trim().is_empty())
    }

    /// Returns the texts of `key`, one alone as a list of one.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        self.get(key).map(texts_of).unwrap_or_default()
    }

    /// Returns the number of `key`, which may be in quotes.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.text(key)?.trim().parse().ok()
    }

    /// Returns whether `key` is true.
    pub(super) fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value::Bool(true)))
    }
}

/// Returns front matter without its marks.
pub(super) fn inner(front: &str) -> &str {
    let start = front.find('\n').map_or(front.len(), |at| at + 1);
    let rest = front.get(start..).unwrap_or_default();
    let end = rest.trim_end().rfind('\n').map_or(0, |at| at + 1);
    rest.get(..end).unwrap_or_default()
}

/// Returns the text of a scalar.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// Returns the texts of a list, or the one of a scalar.
pub(super) fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().filter_map(|item| text_of(&item.value)).collect(),
        value => text_of(value).into_iter().collect(),
    }
}

/// Returns the value of `key` in a map.
pub(super) fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Map(pairs) = value else { return None };
    pairs.iter().find(|(name, _)| name.value.eq_ignore_ascii_case(key)).map(|(_, node)| &node.value)
}

/// Returns the value at a path of keys.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| member(value, key))
}

/// Makes a map without places.
pub(super) fn map(pairs: Vec<(String, Value)>) -> Value {
    let node = |value| Node { span: Span::default(), value };
    Value::Map(pairs.into_iter().map(|(key, value)| (Spanned::new(key, Span::default()), node(value))).collect())
}

/// Makes a list without places.
pub(super) fn list(items: Vec<Value>) -> Value {
    Value::List(items.into_iter().map(|value| Node { span: Span::default(), value }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_are_read() {
        for text in [
            "---\ntitle: A\ndraft: true\n---\nB\n",
            "+++\ntitle = \"A\"\ndraft = true\n+++\nB\n",
            "{\n\"title\": \"A\",\n\"draft\": true\n}\nB\n",
        ] {
            let (front, body) = split(text);
            let read = FrontMatter::read(front);
            assert_eq!(
                (read.text("title"), read.is_true("draft"), body),
                (Some("A".to_owned()), true, "B\n"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_broken_says_why_and_text_is_no_front_matter() {
        assert!(FrontMatter::read("---\ntitle: \"A\n---\n").fault.is_some());
        assert_eq!(split("---\nnever closed\n"), ("", "---\nnever closed\n"));
        assert_eq!(split("{ text }\n"), ("", "{ text }\n"));
        assert_eq!(FrontMatter::read("").pairs, []);
    }
}
