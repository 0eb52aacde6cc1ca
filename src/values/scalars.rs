//! Fields with one value or a list of values: text, days, numbers, words of a set.

use super::choice::Choice;
use super::fields::Fields;
use super::nearest::nearest;
use super::node::{Node, Value};
use super::shape::Shape;
use crate::finding::respelt;
use crate::source::{Interval, Spanned, parse_date};
use chrono::NaiveDate;

/// Reads a text, or does not.
type Reader<T> = fn(&str) -> Option<T>;

impl Fields<'_> {
    /// Reads one text; a number counts as written.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.find(key, Shape::Text)?;
        let text = as_text(node);
        if text.is_none() {
            self.misfit(key, node, "one text; put it in quotes if it reads as something else");
        }
        text.filter(|text| !text.value.trim().is_empty())
    }

    /// Reads a list of texts; one text alone counts as a list of one.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.find(key, Shape::Texts) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match as_text(item) {
                Some(text) => texts.push(text),
                None => self.misfit(key, item, "a list of texts"),
            }
        }
        texts
    }

    /// Reads a list of names, none of which holds a comma unless it is an item of a list: several of them in one text
    /// are read one by one, and are a finding.
    pub fn names(&self, key: &'static str) -> Vec<Spanned<String>> {
        let joined = self.pair(key).filter(|(_, node)| matches!(&node.value, Value::Text(text) if text.contains(',')));
        let Some((_, node)) = joined else { return self.texts(key) };
        let texts = self.texts(key);
        let names = texts.iter().flat_map(|text| text.value.split(',')).map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<Spanned<String>> = names.map(|name| Spanned::new(name.to_owned(), node.span)).collect();
        let list = names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join(", ");
        let is_word = |symbol: char| symbol.is_alphanumeric() || " -_/.,".contains(symbol);
        let is_certain = texts.iter().all(|text| self.is_plain(node.span, &text.value)) && list.chars().all(is_word);
        let expected = "a list such as `[one, two]`, not one text with commas";
        self.push_misfit(key, node, expected, is_certain.then(|| format!("[{list}]")));
        names
    }

    /// Reads a day.
    pub fn date(&self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        self.typed(key, Shape::Date, "a valid date, as `YYYY-MM-DD`", parse_date, iso_day)
    }

    /// Reads a length of time.
    pub fn interval(&self, key: &'static str) -> Option<Spanned<Interval>> {
        let expected = "a length of time such as `30d`, `6w`, `3mo` or `1y`";
        self.typed(key, Shape::Interval, expected, Interval::parse, |_| None)
    }

    /// Reads a whole number of zero or more.
    pub fn number(&self, key: &'static str) -> Option<Spanned<u64>> {
        self.typed(key, Shape::Number, "a whole number", |text| text.parse().ok(), |_| None)
    }

    /// Reads `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.find(key, Shape::Bool)?;
        if let Value::Bool(value) = node.value {
            return Some(Spanned::new(value, node.span));
        }
        self.misfit(key, node, "`true` or `false`");
        None
    }

    /// Reads one of the words of `C`.
    pub fn choice<C: Choice>(&self, key: &'static str) -> Option<Spanned<C>> {
        let words = || C::WORDS.iter().map(|(word, _)| *word);
        let node = self.find(key, Shape::Choice(words().collect()))?;
        // `yes` and `no` are texts here, since only `true` and `false` are truth values; those two read as them.
        let text = match &node.value {
            Value::Text(text) => text.as_str(),
            Value::Bool(true) => "yes",
            Value::Bool(false) => "no",
            _ => "",
        };
        if let Some((_, value)) = C::WORDS.iter().find(|(word, _)| *word == text) {
            return Some(Spanned::new(*value, node.span));
        }
        let list = words().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let hint = nearest(text, words()).map_or(String::new(), |word| format!("; did you mean `{word}`?"));
        let fix = respelt(text, words()).map(str::to_owned);
        self.push_misfit(key, node, &format!("one of {list}{hint}"), fix.filter(|_| self.is_plain(node.span, text)));
        None
    }

    fn typed<T>(
        &self,
        key: &'static str,
        shape: Shape,
        expected: &str,
        parse: Reader<T>,
        respell: Reader<String>,
    ) -> Option<Spanned<T>> {
        let node = self.find(key, shape)?;
        let text = match &node.value {
            Value::Text(text) | Value::Number(text) => text.trim(),
            _ => "",
        };
        if let Some(value) = parse(text) {
            Some(Spanned::new(value, node.span))
        } else {
            let fix = respell(text).filter(|_| self.is_plain(node.span, text));
            self.push_misfit(key, node, expected, fix);
            None
        }
    }
}

fn as_text(node: &Node) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(Spanned::new(text.clone(), node.span)),
        _ => None,
    }
}

/// Rewrites a day whose year is first, such as `2026/3/1`, in the one form that is read.
fn iso_day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_number = |part: &&&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = [month, day].iter().all(is_number);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    parse_date(&written).filter(|_| is_short).map(|_| written)
}
