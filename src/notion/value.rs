//! Converts property values of all types to a few plain types.

use super::source::parse_id;
use crate::opportunity::plain_text;
use chrono::NaiveDate;
use serde_json::Value;

/// Maximum number of references in a page; longer lists are fetched separately.
pub(super) const REFERENCE_LIMIT: usize = 25;

/// The value of a property.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    Nothing,
    Text(String),
    Number(f64),
    Date(NaiveDate),
    List(Vec<String>),
    /// Ids of related pages.
    Pages(Vec<String>),
    /// An unknown type.
    Unknown(String),
}

/// A property's value, and whether the page contains all of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub(super) held: Held,
    pub(super) is_whole: bool,
}

/// Reads a property value, a property item, or an element of a rollup: each has a type, and a value under the name of the type.
pub(super) fn read_property(property: &Value) -> Property {
    let kind = text(property.get("type"));
    let value = property.get(&kind).unwrap_or(&Value::Null);
    let held = read_kind(&kind, value);
    let references = value.as_array().or_else(|| value.get("array").and_then(Value::as_array)).map_or(0, Vec::len);
    let is_long = matches!(kind.as_str(), "relation" | "people" | "rollup") && references >= REFERENCE_LIMIT;
    let says_more = property.get("has_more").and_then(Value::as_bool).unwrap_or(false);
    Property { held, is_whole: !(is_long || says_more) }
}

fn read_kind(kind: &str, value: &Value) -> Held {
    if value.is_null() && KINDS.contains(&kind) {
        return Held::Nothing;
    }
    match kind {
        "title" | "rich_text" => plain(&rich_text(value)),
        "number" => value.as_f64().map_or(Held::Nothing, Held::Number),
        "select" | "status" => plain(&text(value.get("name"))),
        "multi_select" | "files" => names(value),
        "date" => date(value),
        "people" => list(value, person),
        "checkbox" => plain(&value.as_bool().map(|flag| flag.to_string()).unwrap_or_default()),
        "url" | "email" | "phone_number" | "string" | "created_time" | "last_edited_time" => plain(&text(Some(value))),
        "boolean" => plain(&value.as_bool().map(|flag| flag.to_string()).unwrap_or_default()),
        "relation" => Held::Pages(items(value).filter_map(|item| parse_id(&text(item.get("id")))).collect()),
        "rollup" => rollup(value),
        "formula" => read_property(value).held,
        "unique_id" => plain(&unique_id(value)),
        "created_by" | "last_edited_by" => plain(&person(value)),
        "button" | "unsupported" => Held::Nothing,
        "verification" => plain(&text(value.get("state"))),
        "place" => plain(&place(value)),
        _ => Held::Unknown(kind.chars().filter(|letter| !letter.is_control()).take(40).collect()),
    }
}

/// The known property types, as of `Notion-Version: 2026-03-11`, and the inner types of formulas.
pub(super) const KINDS: [&str; 27] = [
    "title",
    "rich_text",
    "number",
    "select",
    "status",
    "multi_select",
    "files",
    "date",
    "people",
    "checkbox",
    "url",
    "email",
    "phone_number",
    "string",
    "created_time",
    "last_edited_time",
    "boolean",
    "relation",
    "rollup",
    "formula",
    "unique_id",
    "created_by",
    "last_edited_by",
    "button",
    "unsupported",
    "verification",
    "place",
];

/// Joins the parts of a property that was fetched separately.
pub(super) fn join(parts: Vec<Held>) -> Held {
    let mut pages = Vec::new();
    let mut names = Vec::new();
    for part in parts {
        match part {
            Held::Pages(ids) => pages.extend(ids),
            Held::List(texts) => names.extend(texts),
            Held::Text(text) => names.push(text),
            Held::Number(number) => names.push(number.to_string()),
            Held::Date(date) => names.push(date.to_string()),
            Held::Unknown(kind) => return Held::Unknown(kind),
            Held::Nothing => {}
        }
    }
    if names.is_empty() { Held::Pages(pages) } else { Held::List(names.into_iter().chain(pages).collect()) }
}

/// The plain text of a list of rich-text parts.
pub(super) fn rich_text(value: &Value) -> String {
    let parts = items(value).map(|part| text(part.get("plain_text"))).collect::<String>();
    match value {
        // A property item has one part, without the list.
        Value::Object(_) => text(value.get("plain_text")),
        _ => parts,
    }
}

pub(super) fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn plain(text: &str) -> Held {
    let text = plain_text(text);
    if text.is_empty() { Held::Nothing } else { Held::Text(text) }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    // A property item of a list type has one element, without the list.
    let single = matches!(value, Value::Object(_)).then_some(value);
    value.as_array().into_iter().flatten().chain(single)
}

fn list(value: &Value, name: fn(&Value) -> String) -> Held {
    let names: Vec<String> = items(value).map(name).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { Held::Nothing } else { Held::List(names) }
}

fn names(value: &Value) -> Held {
    list(value, |item| plain_text(&text(item.get("name"))))
}

/// A user's or group's name; a partial user has only an id.
fn person(value: &Value) -> String {
    let name = plain_text(&text(value.get("name")));
    if name.is_empty() { text(value.get("id")) } else { name }
}

/// The day as written: with a time zone set, start and end have no offset, so none is applied.
fn date(value: &Value) -> Held {
    let start = text(value.get("start")).chars().take(10).collect::<String>();
    crate::source::parse_date(&start).map_or(Held::Nothing, Held::Date)
}

fn rollup(value: &Value) -> Held {
    if value.get("type").and_then(Value::as_str) != Some("array") {
        return read_property(value).held;
    }
    join(value.get("array").into_iter().flat_map(items).map(|item| read_property(item).held).collect())
}

fn unique_id(value: &Value) -> String {
    let number = value.get("number").and_then(Value::as_i64).map(|number| number.to_string()).unwrap_or_default();
    match text(value.get("prefix")) {
        prefix if prefix.is_empty() => number,
        prefix => format!("{prefix}-{number}"),
    }
}

fn place(value: &Value) -> String {
    let name = text(value.get("name"));
    if name.is_empty() { text(value.get("address")) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_type_is_read() {
        let held = |value: Value| read_property(&value).held;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let id = "0123456789abcdef0123456789abcdef";
        let day = |text| Held::Date(crate::source::parse_date(text).unwrap());
        let as_text = |text: &str| Held::Text(text.to_owned());
        let table = [
            (json!({"type": "title", "title": [{"plain_text": "Glo"}, {"plain_text": "bex "}]}), as_text("Globex")),
            (json!({"type": "rich_text", "rich_text": []}), Held::Nothing),
            (json!({"type": "number", "number": 4.5}), Held::Number(4.5)),
            (json!({"type": "number", "number": null}), Held::Nothing),
            (json!({"type": "select", "select": {"name": "WIN", "color": "x"}}), as_text("WIN")),
            (json!({"type": "status", "status": null}), Held::Nothing),
            (
                json!({"type": "multi_select", "multi_select": [{"name": "a"}, {"name": "b"}]}),
                Held::List(words(&["a", "b"])),
            ),
            (json!({"type": "date", "date": {"start": "2026-03-01", "end": null}}), day("2026-03-01")),
            (
                json!({"type": "date", "date": {"start": "2026-03-01T23:30:00", "time_zone": "Asia/Tokyo"}}),
                day("2026-03-01"),
            ),
            (
                json!({"type": "people", "people": [{"object": "user", "id": "u1", "name": "Ann"}, {"object": "user", "id": "u2"},
                    {"object": "group", "id": "g", "name": "West"}]}),
                Held::List(words(&["Ann", "u2", "West"])),
            ),
            (json!({"type": "checkbox", "checkbox": true}), as_text("true")),
            (json!({"type": "url", "url": "https://a.example"}), as_text("https://a.example")),
            (json!({"type": "email", "email": "a@b.example"}), as_text("a@b.example")),
            (json!({"type": "phone_number", "phone_number": "1"}), as_text("1")),
            (
                json!({"type": "files", "files": [{"name": "a.pdf", "type": "file", "file": {"url": "https://x/?X-Amz-Signature=1"}}]}),
                Held::List(words(&["a.pdf"])),
            ),
            (json!({"type": "relation", "relation": [{"id": id}]}), Held::Pages(words(&[id]))),
            (
                json!({"type": "rollup", "rollup": {"type": "number", "number": 3, "function": "sum"}}),
                Held::Number(3.0),
            ),
            (json!({"type": "rollup", "rollup": {"type": "date", "date": {"start": "2026-03-01"}}}), day("2026-03-01")),
            (
                json!({"type": "rollup", "rollup": {"type": "array", "array": [{"type": "select", "select": {"name": "a"}},
                    {"type": "number", "number": 2}]}}),
                Held::List(words(&["a", "2"])),
            ),
            (json!({"type": "rollup", "rollup": {"type": "unsupported", "unsupported": {}}}), Held::Nothing),
            (json!({"type": "formula", "formula": {"type": "string", "string": "x"}}), as_text("x")),
            (json!({"type": "formula", "formula": {"type": "number", "number": 1}}), Held::Number(1.0)),
            (json!({"type": "formula", "formula": {"type": "boolean", "boolean": false}}), as_text("false")),
            (json!({"type": "formula", "formula": {"type": "date", "date": null}}), Held::Nothing),
            (json!({"type": "unique_id", "unique_id": {"prefix": "OPP", "number": 7}}), as_text("OPP-7")),
            (
                json!({"type": "created_time", "created_time": "2026-03-01T09:12:00.000Z"}),
                as_text("2026-03-01T09:12:00.000Z"),
            ),
            (json!({"type": "last_edited_by", "last_edited_by": {"object": "user", "id": "u"}}), as_text("u")),
            (json!({"type": "button", "button": {}}), Held::Nothing),
            (json!({"type": "verification", "verification": {"state": "verified"}}), as_text("verified")),
            (json!({"type": "place", "place": {"lat": 1, "lon": 2, "name": "HQ"}}), as_text("HQ")),
            (json!({"type": "hologram", "hologram": {}}), Held::Unknown("hologram".to_owned())),
            (json!({}), Held::Unknown(String::new())),
        ];
        for (value, wanted) in table {
            assert_eq!(held(value.clone()), wanted, "{value}");
        }
    }

    #[test]
    fn long_references_are_not_whole() {
        let relation = |length: usize| {
            let items: Vec<Value> = (0..length).map(|index| json!({"id": format!("{index:032x}")})).collect();
            read_property(&json!({"type": "relation", "relation": items, "has_more": length > 25})).is_whole
        };
        assert_eq!([relation(24), relation(25), relation(26)], [true, false, false]);
    }
}
