//! Every row of a data source, or a failure.
//!
//! A query ends silently at 10,000 rows, so rows are read in windows: sorted by creation time, each window begins at the minute
//! of the last row seen, and duplicates are removed by id. After an expired cursor or a truncated window, the next window
//! begins there. A minute with more rows than a window is split by stage. If the enumeration cannot be finished, it is a
//! [`Failure`]; an incomplete list of rows is never returned as success.

use super::Failure;
use super::client::Client;
use super::locate::next_cursor;
use super::row::{DeletedRow, Row};
use super::schema::Schema;
use crate::opportunity::{Role, Timestamp};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How often a window may be restarted without a new row.
const RESTARTS: u32 = 16;
/// Limit of consecutive empty pages. Notion sends some; an endless cursor sends only these.
const EMPTY_PAGES: u32 = 50;
/// Limit of consecutive pages without a new row: a window of known rows in pages of ten, with a margin.
const STALE_PAGES: u32 = 1_100;
const MINUTE: i64 = 60;

/// Which rows are read.
pub(super) struct RowQuery<'q> {
    /// The id of the data source.
    pub(super) data_source: &'q str,
    /// The properties that are read.
    pub(super) schema: &'q Schema,
    /// The most rows of a query.
    pub(super) window: usize,
    /// Which rows; `None` for all.
    pub(super) filter: Option<Value>,
}

/// Every row of a query.
#[derive(Default)]
pub(super) struct EnumeratedRows {
    /// The rows by id.
    pub(super) rows: BTreeMap<String, Row>,
    /// The ids of rows that were deleted after the query returned them.
    pub(super) deleted: BTreeSet<String>,
}

/// Reads every row.
pub(super) fn enumerate(client: &mut Client<'_>, query: &RowQuery<'_>) -> Result<EnumeratedRows, Failure> {
    let mut enumeration = Enumeration { client, query, found: EnumeratedRows::default() };
    enumeration.run()?;
    let Enumeration { found: EnumeratedRows { rows, mut deleted }, .. } = enumeration;
    deleted.retain(|id| !rows.contains_key(id));
    if !deleted.is_empty() {
        // A row cannot be read either if the whole data source is not shared any more, and then this fails.
        client.get(format!("/v1/data_sources/{}", query.data_source))?;
    }
    Ok(EnumeratedRows { rows, deleted })
}

/// Reads the row that was created last; `None` if there is none.
pub(super) fn newest_row(client: &mut Client<'_>, data_source: &str, schema: &Schema) -> Result<Option<Row>, Failure> {
    let body = json!({"sorts": [{"timestamp": "created_time", "direction": "descending"}]});
    let page = client.query(data_source, body)?;
    let result = page.get("results").and_then(Value::as_array).and_then(|results| results.first());
    let Some(result) = result else { return Ok(None) };
    Ok(Row::read(client, schema, result)?.ok())
}

struct Enumeration<'e, 'a> {
    client: &'e mut Client<'a>,
    query: &'e RowQuery<'e>,
    found: EnumeratedRows,
}

/// How a window ended.
enum End {
    /// Every row was seen.
    Whole,
    /// The query stopped before its end.
    Cut(Progress),
    /// The cursor has expired.
    Died(Progress),
}

/// How far a window got.
#[derive(Default)]
struct Progress {
    /// When the last row was created, if the rows were in that order.
    last: Option<Timestamp>,
    is_disordered: bool,
    rows: usize,
    has_new: bool,
    empty_pages: u32,
    stale_pages: u32,
}

impl Enumeration<'_, '_> {
    fn run(&mut self) -> Result<(), Failure> {
        let mut since = None;
        let mut restarts = 0;
        loop {
            let filters = since.map(on_or_after).into_iter().collect();
            match self.window(filters)? {
                End::Whole => return Ok(()),
                End::Died(progress) => {
                    restarts = if progress.has_new { 0 } else { restarts + 1 };
                    check_restarts(restarts)?;
                    since = progress.reached().or(since);
                }
                End::Cut(progress) => {
                    let reached =
                        progress.reached().ok_or_else(|| stopped("a truncated query has no order to continue from"))?;
                    if since == Some(reached) {
                        self.split_minute(reached)?;
                        since = Some(minute_after(reached)?);
                    } else {
                        since = Some(reached);
                    }
                }
            }
        }
    }

    /// Reads a minute with more rows than a window: each stage, no stage, and all other stages.
    fn split_minute(&mut self, minute: Timestamp) -> Result<(), Failure> {
        let too_dense = || Failure::TooDense { minute: minute.to_string(), window: self.query.window };
        let stage = self.query.schema.bindings.iter().find(|binding| binding.role == Role::Stage);
        let stage = stage.map(|binding| binding.property.clone());
        let (Some(stage), Some(kind)) = (stage, self.query.schema.stage_filter) else { return Err(too_dense()) };
        let only = |condition: Value| json!({"property": stage, kind: condition});
        let others = self.query.schema.stages.iter().map(|name| only(json!({"does_not_equal": name})));
        let others = others.chain([only(json!({"is_not_empty": true}))]).collect::<Vec<_>>();
        let parts = self.query.schema.stages.iter().map(|name| vec![only(json!({"equals": name}))]);
        let parts = parts.chain([vec![only(json!({"is_empty": true}))], others]).collect::<Vec<_>>();
        let before =
            json!({"timestamp": "created_time", "created_time": {"before": minute_after(minute)?.to_string()}});
        for part in parts {
            let filters = [vec![on_or_after(minute), before.clone()], part].concat();
            let mut restarts = 0;
            loop {
                match self.window(filters.clone())? {
                    End::Whole => break,
                    End::Cut(_) => return Err(too_dense()),
                    End::Died(progress) => restarts = if progress.has_new { 0 } else { restarts + 1 },
                }
                check_restarts(restarts)?;
            }
        }
        Ok(())
    }

    fn window(&mut self, mut filters: Vec<Value>) -> Result<End, Failure> {
        filters.extend(self.query.filter.clone());
        let filter = if filters.len() > 1 { Some(json!({"and": filters})) } else { filters.pop() };
        let mut progress = Progress::default();
        let mut cursors = BTreeSet::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut body = json!({"sorts": [{"timestamp": "created_time", "direction": "ascending"}]});
            if let (Some(body), Some(filter)) = (body.as_object_mut(), &filter) {
                body.insert("filter".to_owned(), filter.clone());
            }
            if let (Some(body), Some(cursor)) = (body.as_object_mut(), &cursor) {
                body.insert("start_cursor".to_owned(), cursor.as_str().into());
            }
            let page = match self.client.query(self.query.data_source, body) {
                Ok(page) => page,
                Err(failure) if cursor.is_some() && failure.is_dead_cursor() => return Ok(End::Died(progress)),
                Err(failure) => return Err(failure),
            };
            self.take_page(&page, &mut progress)?;
            let has_more = page.get("has_more").and_then(Value::as_bool);
            match (has_more, next_cursor(&page)) {
                (Some(true), Some(next)) if cursors.insert(next.clone()) => cursor = Some(next),
                // No cursor, or a repeated one.
                (Some(true), _) => return Ok(End::Died(progress)),
                (Some(false), _) => return self.end(&page, progress),
                (None, _) => return Err(stopped("a page of rows does not say whether there are more")),
            }
        }
    }

    fn end(&self, page: &Value, progress: Progress) -> Result<End, Failure> {
        let status = page.get("request_status").filter(|status| !status.is_null());
        match status.map(|status| status.get("type").and_then(Value::as_str).unwrap_or_default()) {
            Some("complete") => Ok(End::Whole),
            // Older servers without the field just stop.
            None if progress.rows < self.query.window => Ok(End::Whole),
            None | Some("incomplete") => Ok(End::Cut(progress)),
            Some(_) => Err(stopped("the query ended with an unknown status")),
        }
    }

    fn take_page(&mut self, page: &Value, progress: &mut Progress) -> Result<(), Failure> {
        let results = page.get("results").and_then(Value::as_array);
        let results = results.ok_or_else(|| stopped("a page of rows has no list"))?;
        let EnumeratedRows { rows, deleted } = &mut self.found;
        let known = rows.len();
        for result in results {
            progress.rows += 1;
            let row = match Row::read(self.client, self.query.schema, result)? {
                Ok(row) => row,
                Err(DeletedRow(id)) => {
                    deleted.insert(id);
                    continue;
                }
            };
            progress.note(row.created);
            let is_newer = rows.get(&row.id).is_none_or(|seen| seen.last_edited <= row.last_edited);
            if is_newer {
                rows.insert(row.id.clone(), row);
            }
        }
        let is_stale = rows.len() == known;
        self.client.progressed(rows.len() - known);
        progress.has_new |= !is_stale;
        progress.empty_pages = if results.is_empty() { progress.empty_pages + 1 } else { 0 };
        progress.stale_pages = if is_stale { progress.stale_pages + 1 } else { 0 };
        if progress.empty_pages > EMPTY_PAGES || progress.stale_pages > STALE_PAGES {
            return Err(stopped("too many pages without a new row"));
        }
        Ok(())
    }
}

impl Progress {
    fn note(&mut self, created: Timestamp) {
        self.is_disordered |= self.last.is_some_and(|last| created < last);
        self.last = self.last.max(Some(created));
    }

    /// The minute up to which every row was seen, if the rows were in order.
    fn reached(&self) -> Option<Timestamp> {
        self.last.filter(|_| !self.is_disordered)
    }
}

fn on_or_after(since: Timestamp) -> Value {
    json!({"timestamp": "created_time", "created_time": {"on_or_after": since.to_string()}})
}

fn minute_after(minute: Timestamp) -> Result<Timestamp, Failure> {
    Timestamp::from_unix(minute.unix() + MINUTE).ok_or_else(|| stopped("a row was created at the end of the calendar"))
}

fn check_restarts(restarts: u32) -> Result<(), Failure> {
    if restarts < RESTARTS {
        return Ok(());
    }
    Err(stopped("the cursor expired repeatedly before a new row was read"))
}

fn stopped(why: &str) -> Failure {
    Failure::Incomplete(why.to_owned())
}
