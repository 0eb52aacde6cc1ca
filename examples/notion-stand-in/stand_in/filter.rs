//! Filters and sorts of queries ("Filter database entries" and "Sort database entries" in Notion's reference).

use super::workspace::Row;
use serde_json::Value;
use std::cmp::Ordering;

/// What a property holds, as far as filters and sorts compare it.
#[derive(Debug, PartialEq, PartialOrd)]
enum Held {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<String>),
}

/// Returns whether `row` passes `filter`; an error if it is not a filter that is known here.
pub(super) fn matches(filter: &Value, row: &Row) -> Result<bool, &'static str> {
    let parts = |key| filter.get(key).and_then(Value::as_array);
    if let Some(parts) = parts("and") {
        return parts.iter().try_fold(true, |all, part| Ok(matches(part, row)? && all));
    }
    if let Some(parts) = parts("or") {
        return parts.iter().try_fold(false, |any, part| Ok(matches(part, row)? || any));
    }
    for (name, time) in [("created_time", row.created), ("last_edited_time", row.edited)] {
        if let Some(condition) = filter.get(name).and_then(Value::as_object) {
            return condition.iter().try_fold(true, |all, (name, value)| Ok(is_in_time(time, name, value)? && all));
        }
    }
    let wanted = filter.get("property").and_then(Value::as_str).ok_or("a filter names a property or a time")?;
    let page: Value = serde_json::from_str(&row.text).map_err(|_| "a row is JSON")?;
    let property = find(&page, wanted).ok_or("there is no such property")?;
    let kind = text(property, "type");
    let condition = filter.get(&kind).ok_or("the condition is of another type than the property")?;
    // The condition of a formula or a rollup names the type of its result.
    let nested = condition.as_object().and_then(|parts| parts.values().find(|part| part.is_object()));
    let condition = nested.unwrap_or(condition).as_object().ok_or("a condition is an object")?;
    let held = held(property);
    condition.iter().try_fold(true, |all, (name, value)| Ok(holds(&held, name, value)? && all))
}

/// Compares two rows by the sorts of a query, the first first.
pub(super) fn compare(sorts: &[Value], one: &Row, other: &Row) -> Ordering {
    let ordering = |sort: &Value| {
        let ordering = match sort.get("timestamp").and_then(Value::as_str) {
            Some("created_time") => one.created.cmp(&other.created),
            Some(_) => one.edited.cmp(&other.edited),
            None => {
                let key = |row: &Row| {
                    let page: Value = serde_json::from_str(&row.text).unwrap_or_default();
                    find(&page, &text(sort, "property")).map_or(Held::Nothing, held)
                };
                key(one).partial_cmp(&key(other)).unwrap_or(Ordering::Equal)
            }
        };
        if text(sort, "direction") == "descending" { ordering.reverse() } else { ordering }
    };
    sorts.iter().map(ordering).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

/// Returns the property with this name or id.
fn find<'a>(page: &'a Value, wanted: &str) -> Option<&'a Value> {
    let properties = page.get("properties")?.as_object()?;
    properties.get(wanted).or_else(|| properties.values().find(|property| text(property, "id") == wanted))
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn held(property: &Value) -> Held {
    let kind = text(property, "type");
    let value = property.get(&kind).unwrap_or(&Value::Null);
    let list = |key: &str| {
        let texts: Vec<String> = value.as_array().into_iter().flatten().map(|item| text(item, key)).collect();
        if texts.is_empty() { Held::Nothing } else { Held::List(texts) }
    };
    match kind.as_str() {
        _ if value.is_null() => Held::Nothing,
        "title" | "rich_text" => match list("plain_text") {
            Held::List(parts) => Held::Text(parts.concat()),
            held => held,
        },
        "status" | "select" => Held::Text(text(value, "name")),
        "multi_select" | "files" => list("name"),
        "people" | "relation" => list("id"),
        "date" => Held::Text(text(value, "start")),
        "formula" | "rollup" => held(value),
        _ => match value {
            Value::Number(number) => number.as_f64().map_or(Held::Nothing, Held::Number),
            Value::Bool(flag) => Held::Flag(*flag),
            Value::String(text) => Held::Text(text.clone()),
            _ => Held::Nothing,
        },
    }
}

fn holds(held: &Held, name: &str, operand: &Value) -> Result<bool, &'static str> {
    let wanted = match operand {
        Value::Number(number) => Held::Number(number.as_f64().unwrap_or_default()),
        Value::Bool(flag) => Held::Flag(*flag),
        Value::String(text) => Held::Text(text.clone()),
        _ => Held::Nothing,
    };
    let contains = || match (held, &wanted) {
        (Held::Text(text), Held::Text(part)) => text.contains(part.as_str()),
        (Held::List(texts), Held::Text(part)) => texts.contains(part),
        _ => false,
    };
    let ordering = if *held == Held::Nothing { None } else { held.partial_cmp(&wanted) };
    Ok(match name {
        "equals" => *held == wanted,
        "does_not_equal" => *held != wanted,
        "contains" => contains(),
        "does_not_contain" => !contains(),
        "is_empty" => *held == Held::Nothing,
        "is_not_empty" => *held != Held::Nothing,
        "greater_than" | "after" => ordering == Some(Ordering::Greater),
        "less_than" | "before" => ordering == Some(Ordering::Less),
        "greater_than_or_equal_to" | "on_or_after" => ordering.is_some_and(Ordering::is_ge),
        "less_than_or_equal_to" | "on_or_before" => ordering.is_some_and(Ordering::is_le),
        _ => return Err("this condition is not known here"),
    })
}

fn is_in_time(time: i64, name: &str, value: &Value) -> Result<bool, &'static str> {
    let moment = value.as_str().and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok()).ok_or("not a time")?;
    let ordering = time.cmp(&moment.timestamp());
    Ok(match name {
        "on_or_after" => ordering.is_ge(),
        "on_or_before" => ordering.is_le(),
        "before" => ordering.is_lt(),
        "after" => ordering.is_gt(),
        "equals" => ordering.is_eq(),
        _ => return Err("this condition is not known here"),
    })
}
