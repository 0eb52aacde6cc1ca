//! Queries: filters, order, the silent end, and cursors that may die.

use super::workspace::{Plan, Row, Workspace};
use super::{Answer, below, error, mix, ok};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Cursors that were issued.
#[derive(Default)]
pub(super) struct Cursors(BTreeMap<String, Cursor>);

struct Cursor {
    /// The data source.
    source: String,
    /// The rows that are left, and whether the query was cut off behind them.
    rest: Vec<usize>,
    is_cut: bool,
    is_dead: bool,
}

/// Answers a query; `asked` numbers the request.
pub(super) fn answer(
    plan: &Plan,
    (workspace, cursors): (&mut Workspace, &mut Cursors),
    asked: u64,
    (source, body): (&str, &[u8]),
) -> Answer {
    let strikes = |kind: u64, rate| below(plan.seed ^ (kind << 24), asked, 1_000) < rate;
    let faults = &plan.faults;
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return error(400, "invalid_json", "the body is not JSON");
    };
    let size = body.get("page_size").and_then(Value::as_u64).unwrap_or(100).clamp(1, 100);
    if faults.heavy > 0 && size > faults.heavy {
        return error(503, "service_unavailable", "the query took too long");
    }
    if strikes(1, faults.growing) {
        workspace.create(2);
    }
    let Some(table) = workspace.table(source) else {
        return error(404, "object_not_found", "Could not find it. Make sure it is shared with your connection.");
    };
    let (rest, is_cut) = match body.get("start_cursor").and_then(Value::as_str) {
        None => match begin(plan, (table, &workspace.deleted), asked, &body) {
            Ok(begun) => begun,
            Err(message) => return error(400, "validation_error", message),
        },
        Some(cursor) => match cursors.0.get_mut(cursor).filter(|cursor| !cursor.is_dead && cursor.source == source) {
            Some(cursor) if !strikes(2, faults.dying) => (cursor.rest.clone(), cursor.is_cut),
            found => {
                if let Some(cursor) = found {
                    cursor.is_dead = true;
                }
                return error(400, "validation_error", "start_cursor is invalid: the cursor has expired.");
            }
        },
    };
    let length = match size {
        _ if strikes(3, faults.empty) => 0,
        size if strikes(4, faults.short) => 1 + below(plan.seed ^ 5, asked, size),
        size => size,
    };
    let length = usize::try_from(length).unwrap_or(0).min(rest.len());
    let (now, later) = rest.split_at(length);
    let now: Vec<&Row> = now.iter().filter_map(|index| table.get(*index)).collect();
    let is_deleted =
        |row: &&&Row| below(plan.seed ^ 9, mix(asked, row.created.unsigned_abs()), 1_000) < faults.deleting;
    let deleted: BTreeSet<String> = now.iter().filter(is_deleted).map(|row| row.id.clone()).collect();
    let rows: Vec<String> = now
        .iter()
        .map(|row| match below(plan.seed ^ 6, mix(asked, row.created.unsigned_abs()), 1_000) {
            _ if deleted.contains(&row.id) => Workspace::partial_text(row),
            roll if roll < faults.partial => Workspace::partial_text(row),
            _ => row.text.clone(),
        })
        .collect();
    let next = (!later.is_empty()).then(|| format!("{:032x}/+=", mix(plan.seed ^ 7, asked)));
    let status = if next.is_none() { end(is_cut, faults.odd_status > 0) } else { Value::Null };
    // Rows are text already; a page of them is most of the work.
    let page = format!(
        r#"{{"object":"list","type":"page_or_data_source","has_more":{},"next_cursor":{},"request_status":{status},"results":[{}]}}"#,
        next.is_some(),
        json!(next),
        rows.join(",")
    );
    workspace.deleted.extend(deleted);
    if let Some(next) = next {
        cursors.0.insert(next, Cursor { source: source.to_owned(), rest: later.to_vec(), is_cut, is_dead: false });
    }
    Answer { body: page.into_bytes(), ..ok(&Value::Null) }
}

fn end(is_cut: bool, is_odd: bool) -> Value {
    match (is_cut, is_odd) {
        (_, true) => json!({"type": "paused"}),
        (true, _) => json!({"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}),
        (false, _) => json!({"type": "complete"}),
    }
}

/// The rows that a new query returns, and whether there would have been more.
fn begin(
    plan: &Plan,
    (table, deleted): (&[Row], &BTreeSet<String>),
    asked: u64,
    body: &Value,
) -> Result<(Vec<usize>, bool), &'static str> {
    let filter = body.get("filter");
    let mut rows: Vec<(usize, &Row)> = Vec::new();
    for (index, row) in table.iter().enumerate() {
        if !deleted.contains(&row.id) && filter.map_or(Ok(true), |filter| matches(filter, row))? {
            rows.push((index, row));
        }
    }
    let shuffled = |index: usize| mix(plan.seed ^ mix(8, asked), index as u64);
    match body.get("sorts").and_then(|sorts| sorts.get(0)) {
        // Without an order every query has its own.
        None => rows.sort_by_key(|(index, _)| shuffled(*index)),
        Some(_) if plan.faults.unsorted > 0 => rows.sort_by_key(|(index, _)| shuffled(*index)),
        // Rows of one minute come in any order.
        Some(sort) if sort.get("timestamp").is_some_and(|key| key == "created_time") => {
            rows.sort_by_key(|(index, row)| (row.created, shuffled(*index)));
            if sort.get("direction").is_some_and(|direction| direction == "descending") {
                rows.reverse();
            }
        }
        Some(_) => return Err("this sort is not supported"),
    }
    let is_cut = rows.len() > plan.cap;
    rows.truncate(plan.cap);
    Ok((rows.into_iter().map(|(index, _)| index).collect(), is_cut))
}

fn matches(filter: &Value, row: &Row) -> Result<bool, &'static str> {
    if let Some(parts) = filter.get("and").and_then(Value::as_array) {
        return parts.iter().try_fold(true, |all, part| Ok(matches(part, row)? && all));
    }
    let times = [("created_time", row.created), ("last_edited_time", row.edited)];
    let timed = times.iter().find_map(|(name, time)| Some((filter.get(*name)?.as_object()?, *time)));
    if let Some((condition, time)) = timed {
        let seconds = |value: &Value| {
            let moment = value.as_str().and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
            moment.map(|moment| moment.timestamp()).ok_or("not a time")
        };
        return condition.iter().try_fold(true, |all, (name, value)| {
            let fits = match name.as_str() {
                "on_or_after" => time >= seconds(value)?,
                "before" => time < seconds(value)?,
                _ => return Err("this condition is not known here"),
            };
            Ok(fits && all)
        });
    }
    if filter.get("property").is_none_or(|property| property != "st%3D" && property != "Stage") {
        return Err("this property cannot be filtered here");
    }
    let condition = filter.get("status").and_then(Value::as_object).ok_or("the stage is a status")?;
    condition.iter().try_fold(true, |all, (name, value)| {
        let fits = match name.as_str() {
            "equals" => row.stage == value.as_str(),
            "does_not_equal" => row.stage != value.as_str(),
            "is_empty" => row.stage.is_none(),
            "is_not_empty" => row.stage.is_some(),
            _ => return Err("this condition is not known here"),
        };
        Ok(fits && all)
    })
}
