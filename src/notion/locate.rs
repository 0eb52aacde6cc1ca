//! Finds the data source for the setting `source`.

use super::client::Client;
use super::source::parse_id;
use super::value::text;
use super::{Failure, Found, Source};
use serde_json::Value;

/// How many pages of blocks are searched for a database.
const BLOCK_PAGES: usize = 20;

/// Finds the data source behind `source` and returns its id.
pub(super) fn locate(client: &mut Client<'_>, source: Source) -> Result<String, Failure> {
    let id = match source {
        Source::DataSource(id) => return Ok(id),
        Source::Any(id) => id,
    };
    let first = match in_database(client, &id) {
        Err(failure) if is_elsewhere(&failure) => failure,
        found => return found,
    };
    match client.get(format!("/v1/data_sources/{id}")) {
        Ok(_) => return Ok(id),
        Err(failure) if is_elsewhere(&failure) => {}
        Err(failure) => return Err(failure),
    }
    match databases_in_page(client, &id) {
        Ok(found) => in_database(client, &only(found)?),
        Err(failure) if is_elsewhere(&failure) => Err(first),
        Err(failure) => Err(failure),
    }
}

/// Returns whether the id may be that of another kind of thing.
fn is_elsewhere(failure: &Failure) -> bool {
    matches!(failure, Failure::NotFound { .. } | Failure::Rejected { status: 400, .. })
}

fn in_database(client: &mut Client<'_>, id: &str) -> Result<String, Failure> {
    let database = client.get(format!("/v1/databases/{id}"))?;
    if database.get("in_trash").and_then(Value::as_bool) == Some(true) {
        return Err(Failure::Trashed);
    }
    let sources = database.get("data_sources").and_then(Value::as_array);
    let found = sources
        .into_iter()
        .flatten()
        .filter_map(|source| Some(Found { id: parse_id(&text(source.get("id")))?, name: text(source.get("name")) }));
    only(found.collect())
}

fn only(mut found: Vec<Found>) -> Result<String, Failure> {
    match found.pop() {
        None => Err(Failure::NoDataSource),
        Some(one) if found.is_empty() => Ok(one.id),
        Some(last) => {
            found.push(last);
            Err(Failure::Several(found))
        }
    }
}

fn databases_in_page(client: &mut Client<'_>, id: &str) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    for _ in 0..BLOCK_PAGES {
        let page = client.get(format!("/v1/blocks/{id}/children?page_size=100{cursor}"))?;
        let blocks = page.get("results").and_then(Value::as_array).into_iter().flatten();
        found.extend(blocks.filter(|block| text(block.get("type")) == "child_database").filter_map(|block| {
            let name = text(block.get("child_database").and_then(|database| database.get("title")));
            Some(Found { id: parse_id(&text(block.get("id")))?, name })
        }));
        match next_cursor(&page) {
            Some(next) => cursor = cursor_query(&next),
            None => return Ok(found),
        }
    }
    Err(Failure::Incomplete("the page is too long to search it for a database".to_owned()))
}

/// The cursor of a list with more pages.
pub(super) fn next_cursor(list: &Value) -> Option<String> {
    let has_more = list.get("has_more").and_then(Value::as_bool).unwrap_or(false);
    list.get("next_cursor").and_then(Value::as_str).filter(|_| has_more).map(str::to_owned)
}

/// Adds an opaque cursor to a query.
pub(super) fn cursor_query(cursor: &str) -> String {
    let encoded = percent_encoding::utf8_percent_encode(cursor, percent_encoding::NON_ALPHANUMERIC);
    format!("&start_cursor={encoded}")
}
