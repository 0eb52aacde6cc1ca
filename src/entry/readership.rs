//! Who may read an entry, as far as its fields say it.

use crate::config::{Audience, Audiences, audience_hint, audience_misfit, meant_reader_key, report_unknown_readers};
use crate::source::Spanned;
use crate::values::{Fields, Shape, Value};
use serde::{Deserialize, Serialize};

/// Whether what decides who may read an entry could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Readership {
    /// It could; what is missing takes its default.
    #[default]
    Known,
    /// The audience could not be read: it counts as the strictest, and as no customer's.
    UnknownAudience,
    /// The customer could not be read: no build contains the entry.
    UnknownCustomer,
}

/// The fields that decide who may read an entry.
#[derive(Debug)]
pub(crate) struct ReaderFields {
    /// The audience; the strictest if it or the customer cannot be read, `None` if it is missing.
    pub(crate) audience: Option<Spanned<Audience>>,
    /// The customer; `None` if it is missing or cannot be read.
    pub(crate) customer: Option<Spanned<String>>,
    /// Whether both could be read.
    pub(crate) readership: Readership,
}

/// Reads `audience` and `customer`.
pub(crate) fn read_reader_fields(fields: &Fields<'_>, audiences: &Audiences) -> ReaderFields {
    let (audience, is_audience) = read_audience(fields, audiences);
    let (customer, is_customer) = read_customer(fields);
    ReaderFields { audience, customer, readership: is_audience.max(is_customer) }
}

/// Reports unknown keys that may be meant to limit the readers; call it when every known key was read.
pub(crate) fn read_unknown_keys(fields: &Fields<'_>) -> Readership {
    let unknown = fields.take_unknown(|key, node| meant_reader_key(key, node).is_some());
    let mut readership = Readership::Known;
    for key in unknown {
        // `take_unknown` returns keys alone, and one below the key may be the one that is meant.
        let meant = meant_reader_key(&key.value, &NOTHING);
        let message = match meant {
            Some(word) if word == key.value => format!("`{word}` is written twice"),
            Some(word) => format!("unknown key `{}`; did you mean `{word}`?", key.value),
            None => format!("`{}` holds a key that decides who may read this, which is not read there", key.value),
        };
        report_unknown_readers(fields.reading(), key.span, &fields.path_of(&key.value), message);
        let is_audience = meant == Some("audience");
        readership =
            readership.max(if is_audience { Readership::UnknownAudience } else { Readership::UnknownCustomer });
    }
    readership
}

/// No value.
const NOTHING: crate::values::Node =
    crate::values::Node { span: crate::source::Span { start: 0, end: 0 }, value: Value::Null };

fn read_audience(fields: &Fields<'_>, audiences: &Audiences) -> (Option<Spanned<Audience>>, Readership) {
    let written = match fields.node("audience", Shape::Text).map(|node| &node.value) {
        Some(Value::Text(text) | Value::Number(text)) => Some(text.trim()),
        _ => None,
    };
    let Some((span, kind)) = fields.place_of("audience") else { return (None, Readership::Known) };
    if let Some(audience) = written.and_then(|name| audiences.find(name)) {
        return (Some(Spanned::new(audience, span)), Readership::Known);
    }
    let found = match written {
        Some(name) if !name.is_empty() => audience_hint(name, audiences),
        Some(_) => "found an empty text".to_owned(),
        None => format!("found {kind}"),
    };
    report_unknown_readers(fields.reading(), span, "audience", audience_misfit("audience", audiences, &found));
    (Some(Spanned::new(audiences.strictest(), span)), Readership::UnknownAudience)
}

fn read_customer(fields: &Fields<'_>) -> (Option<Spanned<String>>, Readership) {
    let written = match fields.node("customer", Shape::Text).map(|node| &node.value) {
        Some(Value::Text(text) | Value::Number(text)) => text.trim(),
        _ => "",
    };
    let Some((span, kind)) = fields.place_of("customer") else { return (None, Readership::Known) };
    if !written.is_empty() {
        return (Some(Spanned::new(written.to_owned(), span)), Readership::Known);
    }
    let message = format!("`customer` must be the key of one customer; found {kind}");
    report_unknown_readers(fields.reading(), span, "customer", message);
    (None, Readership::UnknownCustomer)
}
