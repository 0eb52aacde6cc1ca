//! JSON Schemas (draft 2020-12) for editors, made from the shapes that the readers record.
//!
//! The readers decide what a key may hold; this only says it in another language. A few values have two forms or keys
//! of the author's own, which a shape cannot tell: they are in [`second_form`] and [`open_values`].

use super::describe::{Table, entry_table, site_table};
use crate::config::{Settings, Status, settings_shapes};
use crate::entry::{Context, entry_shapes, read_entries};
use crate::kinds::Kind;
use crate::source::SourceFile;
use crate::values::{Choice as _, MISSING_FIELD, Shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The dialect that every schema is written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A day, as `source::parse_date` reads it.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// A length of time, as `source::Interval` reads it.
const INTERVAL: &str = "^[1-9][0-9]{0,3}(d|w|mo|y)$";

/// Returns the schema of the front matter of an entry of `kind`, with this site's audiences.
pub fn entry_schema(kind: Kind, settings: &Settings) -> Value {
    let mut shapes = entry_shapes(kind, settings).into_inner();
    if kind == Kind::Answers {
        shapes.extend(entry_shapes(Kind::Answer, settings).into_inner());
        shapes.remove("question");
    }
    let mut schema = object(&shapes, &entry_table(kind), "");
    let names: Vec<&str> = settings.audiences.names().collect();
    if let Some(audience) = schema.pointer_mut("/properties/audience").and_then(Value::as_object_mut) {
        audience.remove("type");
        audience.insert("enum".to_owned(), json!(names));
    }
    insert(&mut schema, "required", json!(required(kind, settings)));
    let title = format!("Front matter of an entry of kind {}", kind.word());
    complete(schema, &format!("fieldbook/entry-{}/1", kind.word()), &title)
}

/// Returns the schema of `site.toml`.
pub fn site_schema() -> Value {
    let schema = object(&settings_shapes().into_inner(), &site_table(), "");
    complete(schema, "fieldbook/site/1", "Settings of a site: site.toml")
}

fn complete(mut schema: Value, id: &str, title: &str) -> Value {
    insert(&mut schema, "$schema", json!(DRAFT));
    insert(&mut schema, "$id", json!(id));
    insert(&mut schema, "title", json!(title));
    schema
}

fn insert(schema: &mut Value, key: &str, value: Value) {
    if let Some(map) = schema.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}

/// Asks the reader which fields it misses in an entry that has a heading and nothing else.
fn required(kind: Kind, settings: &Settings) -> Vec<String> {
    let Some(root) = settings.roots.first() else { return Vec::new() };
    if kind == Kind::Answers {
        return Vec::new();
    }
    let text = format!("---\nkind: {}\n---\n# Title\n", kind.word());
    let file = SourceFile::new("entry.md", text);
    let read = read_entries(&file, Context { settings, root });
    let missing = read.findings.into_iter().filter(|finding| finding.rule == &MISSING_FIELD);
    missing.filter_map(|finding| finding.message.split('`').nth(1).map(str::to_owned)).collect()
}

/// Describes the map at `path`: one property for each key that the shapes record directly below it.
fn object(shapes: &BTreeMap<String, Shape>, table: &Table, path: &str) -> Value {
    let mut properties = Map::new();
    for (full, shape) in shapes {
        let Some(key) = full.strip_prefix(path).filter(|key| !key.is_empty() && !key.contains(['.', '['])) else {
            continue;
        };
        let mut value = value_schema(shapes, table, full, shape);
        if let Some(sentence) = table.get(full.as_str()) {
            insert(&mut value, "description", json!(sentence));
        }
        properties.insert(key.to_owned(), value);
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn value_schema(shapes: &BTreeMap<String, Shape>, table: &Table, path: &str, shape: &Shape) -> Value {
    let text = || json!({ "type": ["string", "number"] });
    let one_or_many = |one: &Value| json!({ "anyOf": [one, { "type": "array", "items": one }] });
    let main = match shape {
        _ if path == "opportunities.notion.token" => json!({ "not": {} }),
        Shape::Text => text(),
        Shape::Texts => one_or_many(&text()),
        Shape::Date => day(),
        Shape::Interval => json!({ "type": "string", "pattern": INTERVAL }),
        Shape::Number => json!({ "type": "integer", "minimum": 0 }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Map => object(shapes, table, &format!("{path}.")),
        Shape::Maps => one_or_many(&object(shapes, table, &format!("{path}[]."))),
        Shape::Open => json!({ "type": "object", "additionalProperties": open_values(path) }),
    };
    match second_form(path) {
        Some(other) => json!({ "anyOf": [other, main] }),
        None => main,
    }
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": DAY })
}

/// Returns the other form that the value at `path` may have.
fn second_form(path: &str) -> Option<Value> {
    let name = path.rsplit(['.', ']']).next().unwrap_or(path);
    match name {
        "verified" => Some(day()),
        "components" => Some(json!({ "type": "array", "items": { "type": "string" } })),
        _ => None,
    }
}

/// Describes the values of a map whose keys are the author's own.
fn open_values(path: &str) -> Value {
    let texts = || json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
    let interval = || json!({ "type": "string", "pattern": INTERVAL });
    let level = || json!({ "enum": ["error", "warning", "info", "off"] });
    match path {
        "freshness.intervals" => interval(),
        "frameworks" => json!({ "anyOf": [
            { "type": ["string", "number"] },
            { "type": "array", "items": { "type": ["string", "number"] } },
        ] }),
        "opportunities.notion.properties" => texts(),
        "rules" => json!({ "anyOf": [level(), { "type": "array", "items": {
            "type": "object",
            "properties": { "paths": texts() },
            "required": ["paths"],
            "additionalProperties": level(),
        } }] }),
        "defaults" => {
            let words: Vec<&str> = Status::WORDS.iter().map(|(word, _)| *word).collect();
            json!({
                "type": "object",
                "properties": {
                    "owner": { "type": "string" },
                    "audience": { "type": "string" },
                    "review_every": interval(),
                    "tags": texts(),
                    "status": { "enum": words },
                },
                "additionalProperties": false,
            })
        }
        _ => json!({}),
    }
}
