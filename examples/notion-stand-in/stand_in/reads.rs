//! Reads besides rows: users, comments, blocks, bodies as Markdown, and the search.

use super::workspace::{Workspace, dashed, id, time};
use super::{Answer, Parameters, decoded, error, ok};
use serde_json::{Value, json};

/// The most objects of a list.
const LARGEST_PAGE: usize = 100;

/// Returns one page of `items`, as the parameters ask for it; 400 for a page size that Notion does not accept.
pub(super) fn list(kind: &str, items: &[Value], parameters: &Parameters) -> Answer {
    let size = match parameters.get("page_size").map_or(Ok(LARGEST_PAGE), |size| size.parse()) {
        Ok(size) if (1..=LARGEST_PAGE).contains(&size) => size,
        _ => return error(400, "validation_error", "query failed validation: page_size should be from 1 to 100"),
    };
    let start: usize = match parameters.get("start_cursor").map_or(Ok(0), |cursor| cursor.parse()) {
        Ok(start) if start <= items.len() => start,
        _ => return error(400, "validation_error", "start_cursor is invalid"),
    };
    let end = (start + size).min(items.len());
    let next = (end < items.len()).then(|| end.to_string());
    ok(&json!({"object": "list", "type": kind, kind: {}, "results": items.get(start..end), "has_more": next.is_some(),
        "next_cursor": next}))
}

impl Workspace {
    pub(super) fn user_list(&self) -> Vec<Value> {
        let person = |number: u64, name: &str| {
            json!({"object": "user", "id": dashed(&id(self.seed, 20 + number)), "type": "person", "name": name,
                "avatar_url": null, "person": {"email": format!("user{number}@example.com")}})
        };
        vec![self.bot(), person(0, "Ann Ex"), person(1, "Bo Ex")]
    }

    pub(super) fn user_json(&self, wanted: &str) -> Option<Value> {
        self.user_list().into_iter().find(|user| user.get("id").is_some_and(|id| *id == dashed(wanted)))
    }

    pub(super) fn bot(&self) -> Value {
        json!({"object": "user", "id": dashed(&id(self.seed, 19)), "type": "bot", "name": "Stand-in", "avatar_url": null,
            "bot": {"owner": {"type": "workspace", "workspace": true}, "workspace_name": "Example"}})
    }

    /// The unresolved comments of a row: 130 of the first, one of each seventh, none of the others.
    pub(super) fn comment_list(&self, page: &str) -> Option<Vec<Value>> {
        let number = self.row(page)?.number;
        let count = if number == 0 { 130 } else { u64::from(number % 7 == 0) };
        Some((0..count).map(|index| self.comment(page, index)).collect())
    }

    fn comment(&self, page: &str, index: u64) -> Value {
        let text = format!("Comment {index}: who signs?");
        let row = self.row(page).map_or(0, |row| row.number);
        json!({"object": "comment", "id": dashed(&id(self.seed ^ 0xC0, (row << 16) + index)),
            "parent": {"type": "page_id", "page_id": dashed(page)}, "discussion_id": dashed(&id(self.seed ^ 0xC1, (row << 16) + index / 2)),
            "created_time": time(self.row(page).map_or(0, |row| row.created) + 60 * i64::try_from(index).unwrap_or(0)),
            "last_edited_time": time(self.row(page).map_or(0, |row| row.edited)),
            "created_by": {"object": "user", "id": dashed(&id(self.seed, 20))},
            "rich_text": rich(&text), "attachments": [], "display_name": {"type": "user", "resolved_name": "Ann Ex"}})
    }

    /// The comment with this id, in any page.
    pub(super) fn comment_json(&self, wanted: &str) -> Option<Value> {
        let pages = self.rows.iter().filter_map(|row| self.comment_list(&row.id));
        pages.flatten().find(|comment| comment.get("id").is_some_and(|id| *id == dashed(wanted)))
    }

    /// The blocks of a page: of the page with the database some text and the database, of a row two to-dos and a paragraph.
    pub(super) fn block_list(&self, page: &str) -> Option<Vec<Value>> {
        let block = |number: u64, kind: &str, inner: Value| {
            let own = id(self.seed ^ 0xB0, self.row(page).map_or(0, |row| row.number << 8) + number);
            json!({"object": "block", "id": dashed(&own), "parent": {"type": "page_id", "page_id": dashed(page)},
                "has_children": false, "in_trash": false, "type": kind, kind: inner})
        };
        if page == self.page {
            let database = json!({"object": "block", "id": dashed(&self.database), "has_children": false, "in_trash": false,
                "type": "child_database", "child_database": {"title": "Deals"}});
            return Some(vec![block(0, "paragraph", json!({"rich_text": rich("The pipeline")})), database]);
        }
        self.row(page)?;
        let to_do = |text: &str, checked: bool| json!({"rich_text": rich(text), "checked": checked});
        Some(vec![
            block(1, "to_do", to_do("Send the plan", false)),
            block(2, "to_do", to_do("Book the room", true)),
            block(3, "paragraph", json!({"rich_text": rich("Met on Monday.")})),
        ])
    }

    pub(super) fn block_json(&self, wanted: &str) -> Option<Value> {
        let pages = self.rows.iter().map(|row| &row.id).chain([&self.page]);
        let mut blocks = pages.filter_map(|page| self.block_list(page)).flatten();
        blocks.find(|block| block.get("id").is_some_and(|id| *id == dashed(wanted)))
    }

    pub(super) fn markdown_json(&self, page: &str) -> Option<Value> {
        self.row(page)?;
        let markdown = "- [ ] Send the plan\n- [x] Book the room\n\nMet on Monday.\n";
        Some(json!({"object": "page_markdown", "id": dashed(page), "markdown": markdown, "truncated": false,
            "unknown_block_ids": []}))
    }

    /// A page of a row's property: a list for types that have several values.
    pub(super) fn property_items(&self, page: &str, property: &str) -> Option<Value> {
        let row: Value = serde_json::from_str(&self.row(page)?.text).ok()?;
        let found = row
            .get("properties")?
            .as_object()?
            .values()
            .find(|one| one.get("id").and_then(Value::as_str).is_some_and(|id| decoded(id) == decoded(property)));
        let found = found?;
        let kind = found.get("type")?.as_str()?;
        let item = |value: &Value| json!({"object": "property_item", "id": property, "type": kind, kind: value});
        let value = found.get(kind)?;
        if !["title", "rich_text", "people", "relation"].contains(&kind) {
            return Some(item(value));
        }
        let items: Vec<Value> = value.as_array().into_iter().flatten().map(item).collect();
        Some(json!({"object": "list", "results": items, "has_more": false, "next_cursor": null,
            "type": "property_item", "property_item": {"id": property, "type": kind, kind: {}}}))
    }

    /// The pages and data sources whose title contains the query; as documented, not all of them.
    pub(super) fn search(&self, body: &Value) -> Vec<Value> {
        let query = body.get("query").and_then(Value::as_str).unwrap_or_default();
        let wanted = body.get("filter").and_then(|filter| filter.get("value")).and_then(Value::as_str);
        let sources = self.sources.iter().filter_map(|id| self.data_source_json(id));
        let rows = self.rows.iter().filter(|row| row.text.contains(query)).take(7);
        let rows = rows.filter_map(|row| serde_json::from_str(&row.text).ok());
        let is_wanted = |one: &Value| wanted.is_none_or(|wanted| one.get("object").is_some_and(|kind| kind == wanted));
        sources.filter(|_| "Deals".contains(query)).chain(rows).filter(is_wanted).collect()
    }
}

/// Leaves out the properties of a page whose ids are not wanted.
pub(super) fn keep_properties(page: &mut Value, wanted: &[String]) {
    let Some(properties) = page.get_mut("properties").and_then(Value::as_object_mut).filter(|_| !wanted.is_empty())
    else {
        return;
    };
    properties.retain(|_, property| {
        property.get("id").and_then(Value::as_str).is_some_and(|id| wanted.iter().any(|one| one == id))
    });
}

fn rich(text: &str) -> Value {
    json!([{"type": "text", "plain_text": text, "text": {"content": text, "link": null}, "annotations": {}, "href": null}])
}
