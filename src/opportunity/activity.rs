//! What happened to an opportunity: when it was first seen, changes of its stage, open to-dos and unresolved comments.

use super::timestamp::Timestamp;
use serde::Serialize;

/// A stage that differs from the one of the snapshot before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageChange {
    /// The `as_of` of the first snapshot with the new stage: the change happened before.
    pub at: Timestamp,
    /// The stage before, as the source spelled it; empty if it had none.
    pub from: String,
    /// The new stage.
    pub to: String,
}

/// The last comment of an unresolved discussion, so one that has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// When it was written.
    pub at: Timestamp,
    /// The author's name, or id if the name is not known.
    pub author: String,
    /// Its text, as plain text on one line.
    pub text: String,
}

/// What the page of an opportunity says besides its properties, as of one moment. Absent if it was never read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// When the page was read.
    pub as_of: Timestamp,
    /// When its comments were read; `None` if they never were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments_as_of: Option<Timestamp>,
    /// The open to-do items, in the order of the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub todos: Vec<String>,
    /// The unanswered comments on the page, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What could not be read, such as `comments: the connection lacks a capability`; empty if all was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}
