//! Finds the data source for the setting `source`.

use super::client::Client;
use super::source::parse_id;
use super::value::text;
use super::{Failure, Found, Source};
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};

/// How many lists of blocks are searched for a database.
const BLOCK_PAGES: usize = 60;

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

/// Finds the databases of a page, also those inside columns, toggles, synced blocks and other blocks, but not those of pages
/// below it.
fn databases_in_page(client: &mut Client<'_>, id: &str) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let mut parents = VecDeque::from([id.to_owned()]);
    let mut searched = BTreeSet::from([id.to_owned()]);
    let mut requests = 0;
    while let Some(parent) = parents.pop_front() {
        let mut cursor = String::new();
        loop {
            requests += 1;
            if requests > BLOCK_PAGES {
                return Err(Failure::Incomplete("the page is too long to search it for a database".to_owned()));
            }
            let page = client.get(format!("/v1/blocks/{parent}/children?page_size=100{cursor}"))?;
            for block in page.get("results").and_then(Value::as_array).into_iter().flatten() {
                found.extend(database_of(block));
                parents.extend(inner_blocks(block).filter(|inner| searched.insert(inner.clone())));
            }
            match next_cursor(&page) {
                Some(next) => cursor = cursor_query(&next),
                None => break,
            }
        }
    }
    // A synced block and its copy contain the same database.
    found.sort_by(|one: &Found, other| one.id.cmp(&other.id));
    found.dedup_by(|one, other| one.id == other.id);
    Ok(found)
}

fn database_of(block: &Value) -> Option<Found> {
    let database = block.get("child_database").filter(|_| text(block.get("type")) == "child_database")?;
    Some(Found { id: parse_id(&text(block.get("id")))?, name: text(database.get("title")) })
}

/// Returns the block whose children have to be searched, if there are any: for the copy of a synced block its original.
fn inner_blocks(block: &Value) -> impl Iterator<Item = String> + use<> {
    let has_children = block.get("has_children").and_then(Value::as_bool) == Some(true);
    let is_page = ["child_page", "child_database"].contains(&text(block.get("type")).as_str());
    let original = block.get("synced_block").and_then(|synced| synced.get("synced_from"));
    let original = original.and_then(|from| parse_id(&text(from.get("block_id"))));
    let own = parse_id(&text(block.get("id"))).filter(|_| has_children);
    original.or(own).filter(|_| !is_page).into_iter()
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
