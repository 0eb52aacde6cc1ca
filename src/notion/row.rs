//! One row of a query.

use super::Failure;
use super::client::Client;
use super::schema::{Schema, is_same_id};
use super::source::parse_id;
use super::value::{Property, read_property, text};
use crate::opportunity::{Role, Timestamp};
use serde_json::Value;

/// The id of a row that was deleted after a query returned it.
pub(super) struct DeletedRow(pub(super) String);

/// A row's envelope, typed, and the values of the mapped properties.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) last_edited: Option<Timestamp>,
    pub(super) kind: String,
    pub(super) in_trash: bool,
    pub(super) url: Option<String>,
    /// The values, with the ids of their properties.
    pub(super) held: Vec<(Role, String, Property)>,
}

impl Row {
    /// Reads one result of a query; a row without properties is fetched by its id, and may be deleted meanwhile.
    pub(super) fn read(
        client: &mut Client<'_>,
        schema: &Schema,
        result: &Value,
    ) -> Result<Result<Self, DeletedRow>, Failure> {
        let lacks = |why: &str| Failure::Incomplete(format!("a row has no {why}"));
        let id = parse_id(&text(result.get("id"))).ok_or_else(|| lacks("id"))?;
        let kind = text(result.get("object"));
        let fetched;
        let page = if kind == "page" && !result.get("properties").is_some_and(Value::is_object) {
            fetched = match client.get(format!("/v1/pages/{id}")) {
                Err(Failure::NotFound { .. }) => return Ok(Err(DeletedRow(id))),
                fetched => fetched?,
            };
            &fetched
        } else {
            result
        };
        let time = |key| Timestamp::parse(&text(page.get(key)));
        let flag = |key| page.get(key).and_then(Value::as_bool) == Some(true);
        let properties = page.get("properties").and_then(Value::as_object);
        let property = |id: &str| {
            properties
                .into_iter()
                .flatten()
                .find(|(_, value)| is_same_id(&text(value.get("id")), id))
                .map(|(_, value)| value)
        };
        let held = schema.bindings.iter().filter_map(|binding| {
            property(&binding.property).map(|value| (binding.role, binding.property.clone(), read_property(value)))
        });
        Ok(Ok(Self {
            created: time("created_time").ok_or_else(|| lacks("creation time"))?,
            last_edited: time("last_edited_time"),
            in_trash: flag("in_trash") || flag("archived"),
            url: page_url(&text(page.get("url"))),
            held: held.collect(),
            kind,
            id,
        }))
    }
}

/// The address of a page without its query: page addresses need none, and the query of a signed address is a secret.
fn page_url(url: &str) -> Option<String> {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    plain.starts_with("https://").then(|| plain.to_owned())
}
