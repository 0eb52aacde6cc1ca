//! The only module that knows the TOML library.

use super::node::{Node, SyntaxError, Value};
use crate::source::{Span, Spanned};
use toml::de::{DeTable, DeValue};

/// Reads `text` as one TOML document.
///
/// # Errors
/// Each place that is not TOML 1.1 with the reason; the library recovers, so there may be several.
pub fn parse_toml(text: &str) -> Result<Node, Vec<SyntaxError>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(Node { span: Span::new(0..text.len()), value: map(table.into_inner(), text) });
    }
    let fault = |error: toml::de::Error| {
        let span = error.span().map_or(Span::default(), Span::new);
        SyntaxError { message: first_line(error.message()), span }
    };
    Err(errors.into_iter().map(fault).collect())
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

fn map(table: DeTable<'_>, text: &str) -> Value {
    let pairs = table.into_iter().map(|(key, value)| {
        let span = Span::new(key.span());
        (Spanned::new(key.into_inner().into_owned(), span), node(value, text))
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|(key, _)| key.span);
    Value::Map(pairs)
}

fn node(value: toml::Spanned<DeValue<'_>>, text: &str) -> Node {
    let span = Span::new(value.span());
    let written = || text.get(value.span()).unwrap_or_default().trim().to_owned();
    let value = match value.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => Value::Number(written()),
        DeValue::Datetime(_) => Value::Text(written()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::String(_) | DeValue::Array(_) | DeValue::Table(_) => match value.into_inner() {
            DeValue::String(value) => Value::Text(value.into_owned()),
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
            DeValue::Table(table) => map(table, text),
            _ => Value::Null,
        },
    };
    Node { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_know_their_places() {
        let text = "[site]\ntitle = \"T\"\nn = 10\n[[roots]]\npath = \"a\"\nprivate = true\n";
        let Ok(Node { value: Value::Map(pairs), .. }) = parse_toml(text) else { panic!("no map") };
        let names: Vec<_> = pairs.iter().map(|(key, _)| (key.value.as_str(), text.get(key.span.range()))).collect();
        assert_eq!(names, [("site", Some("site")), ("roots", Some("roots"))]);
        let Value::Map(site) = &pairs[0].1.value else { panic!("no table") };
        assert_eq!(site[0].1.value, Value::Text("T".to_owned()));
        assert_eq!(text.get(site[0].1.span.range()), Some("\"T\""));
        assert_eq!(site[1].1.value, Value::Number("10".to_owned()));
    }

    #[test]
    fn several_mistakes_are_several_faults() {
        let faults = parse_toml("a = \nb = 1\nb = 2\n").err().unwrap_or_default();
        assert!(faults.len() >= 2, "{faults:?}");
    }
}
