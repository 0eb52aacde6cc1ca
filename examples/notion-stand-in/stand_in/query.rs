//! Queries: filters, order, the silent end, and cursors that may die.

use super::filter;
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
    let size = body.get("page_size").map_or(Some(100), Value::as_u64).filter(|size| (1..=100).contains(size));
    let Some(size) = size else {
        return error(400, "validation_error", "body failed validation: body.page_size should be from 1 to 100");
    };
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
    workspace.deleted.extend(deleted.iter().cloned());
    workspace.deleting = deleted;
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
    // Unless a query says which, rows in the trash come with the others: the worst that a client can meet.
    let wanted = body.get("in_trash").or_else(|| body.get("archived")).and_then(Value::as_bool);
    let in_trash = |row: &Row| wanted.is_none_or(|wanted| row.in_trash == wanted);
    let mut rows: Vec<(usize, &Row)> = Vec::new();
    for (index, row) in table.iter().enumerate() {
        if !deleted.contains(&row.id)
            && in_trash(row)
            && filter.map_or(Ok(true), |filter| filter::matches(filter, row))?
        {
            rows.push((index, row));
        }
    }
    let shuffled = |index: usize| mix(plan.seed ^ mix(8, asked), index as u64);
    let sorts = body.get("sorts").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    // Without an order every query has its own, and rows of one minute come in any order.
    rows.sort_by_key(|(index, _)| shuffled(*index));
    if plan.faults.unsorted == 0 {
        rows.sort_by(|(_, one), (_, other)| filter::compare(sorts, one, other));
    }
    let is_cut = rows.len() > plan.cap;
    rows.truncate(plan.cap);
    Ok((rows.into_iter().map(|(index, _)| index).collect(), is_cut))
}
