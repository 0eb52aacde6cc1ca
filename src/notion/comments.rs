//! The comments of a page.

use super::Failure;
use super::client::Client;
use super::locate::{cursor_query, next_cursor};
use super::page_text::one_line;
use super::value::{rich_text, text};
use crate::opportunity::{Comment, Timestamp};
use serde_json::Value;
use std::collections::BTreeMap;

/// The most lists of 100 comments that are read of one page.
const LISTS: usize = 10;

/// The comments of a page that have no answer.
pub(super) struct Unanswered {
    /// Oldest first.
    pub(super) comments: Vec<Comment>,
    /// Whether there are more than were read.
    pub(super) is_cut: bool,
}

/// Reads the unresolved comments on a page as a whole, and keeps the last one of each discussion. Comments inside the page
/// are not in this list ("List comments" in Notion's reference).
pub(super) fn unanswered(client: &mut Client<'_>, page: &str) -> Result<Unanswered, Failure> {
    let mut discussions = BTreeMap::<String, Comment>::new();
    let mut query = String::new();
    let mut is_cut = true;
    for _ in 0..LISTS {
        let list = client.get(format!("/v1/comments?block_id={page}&page_size=100{query}"))?;
        for value in list.get("results").and_then(Value::as_array).into_iter().flatten() {
            let Some(comment) = comment(value) else { continue };
            let last = discussions.entry(text(value.get("discussion_id"))).or_insert_with(|| comment.clone());
            if comment.at >= last.at {
                *last = comment;
            }
        }
        let next = next_cursor(&list);
        is_cut = next.is_some();
        let Some(next) = next else { break };
        query = cursor_query(&next);
    }
    let mut comments: Vec<Comment> = discussions.into_values().collect();
    comments.sort_by(|one, other| (one.at, &one.text).cmp(&(other.at, &other.text)));
    Ok(Unanswered { comments, is_cut })
}

fn comment(value: &Value) -> Option<Comment> {
    let at = Timestamp::parse(&text(value.get("created_time")))?;
    let shown = text(value.get("display_name").and_then(|name| name.get("resolved_name")));
    let by = |key| text(value.get("created_by").and_then(|user| user.get(key)));
    let author = [shown, by("name"), by("id")].into_iter().find(|name| !name.trim().is_empty()).unwrap_or_default();
    let text = one_line(&value.get("rich_text").map(rich_text).unwrap_or_default());
    Some(Comment { at, author: one_line(&author), text })
}
