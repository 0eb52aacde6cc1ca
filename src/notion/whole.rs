//! Fetches the values that a row contains only in part.

use super::Failure;
use super::client::Client;
use super::extract::WholeRow;
use super::locate::{cursor_query, next_cursor};
use super::row::Row;
use super::value::{self, Held, Property, read_property};
use crate::opportunity::Role;
use serde_json::Value;
use std::collections::BTreeSet;

/// How often a list of references may be restarted.
const RESTARTS: usize = 8;
/// Pages of one list of references, each of up to 100.
const REFERENCE_PAGES: usize = 1_000;

/// Completes rows.
pub(super) struct Completion<'c, 'a> {
    pub(super) client: &'c mut Client<'a>,
}

impl Completion<'_, '_> {
    /// Returns the row with all of its values; of a row that is left out only with its name. `None` if it was deleted
    /// meanwhile.
    pub(super) fn complete(&mut self, mut row: Row) -> Result<Result<WholeRow, Row>, Failure> {
        let is_left_out = WholeRow::reason(&row).is_some();
        let mut values = Vec::new();
        for (role, property_id, property) in std::mem::take(&mut row.held) {
            if is_left_out && role != Role::Name {
                continue;
            }
            match self.whole(&row.id, &property_id, property) {
                Err(Failure::NotFound { .. }) => return Ok(Err(row)),
                held => values.push((role, held?)),
            }
        }
        Ok(Ok(WholeRow { row, values }))
    }

    /// Fetches a property that the page contains only in part.
    fn whole(&mut self, row: &str, property_id: &str, property: Property) -> Result<Held, Failure> {
        if property.is_whole {
            return Ok(property.held);
        }
        // The id comes from the schema and is encoded there; anything that could leave the path is rejected.
        let is_safe = property_id.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#\\".contains(&byte));
        let path = format!("/v1/pages/{row}/properties/{property_id}?page_size=100");
        for _ in 0..RESTARTS {
            match self.references(&path) {
                Err(failure) if failure.is_dead_cursor() => {}
                outcome if is_safe => return outcome,
                _ => break,
            }
        }
        Err(Failure::Incomplete(format!("the references of row {row} cannot be read completely")))
    }

    fn references(&mut self, path: &str) -> Result<Held, Failure> {
        let mut parts = Vec::new();
        let mut cursors = BTreeSet::new();
        let mut query = String::new();
        for _ in 0..REFERENCE_PAGES {
            let page = self.client.get(format!("{path}{query}"))?;
            let Some(results) = page.get("results").and_then(Value::as_array) else {
                return Ok(read_property(&page).held);
            };
            parts.extend(results.iter().map(|item| read_property(item).held));
            match next_cursor(&page) {
                Some(next) if cursors.insert(next.clone()) => query = cursor_query(&next),
                None if page.get("has_more").and_then(Value::as_bool) == Some(false) => return Ok(value::join(parts)),
                _ => break,
            }
        }
        Err(Failure::Incomplete(format!("GET {path} returned too many pages")))
    }
}
