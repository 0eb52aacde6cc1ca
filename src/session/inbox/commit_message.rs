//! The message of the commit of one change.

use super::outcome::InboxFile;
use crate::corrections::{Amendment, Change};
use std::fmt::Write as _;

/// Returns the message: what changes, the reader's reason as a quotation, and who proposed it as a trailer. The reader's words
/// are quoted, so that none of them can be taken for a trailer (git-interpret-trailers(1)).
pub(super) fn commit_message(file: &InboxFile, change: &Change, amendment: &Amendment) -> String {
    let mut message = format!("corrections: {} {}\n\n", change.kind.word(), subject(change, amendment));
    for line in change.comment.lines() {
        // Writing to a string cannot fail.
        let _ = writeln!(message, "> {line}");
    }
    if !change.comment.is_empty() {
        message.push('\n');
    }
    if amendment.has_lost_approval {
        message.push_str("It was approved and is in review again.\n\n");
    }
    let mut trailer = |name: &str, value: &str| {
        let _ = writeln!(message, "{name}: {value}");
    };
    if let Some(source) = &change.source {
        trailer("Source", source);
    }
    if let Some(commit) = &change.commit {
        trailer("Seen-at", commit);
    }
    trailer("Change-file", &file.name);
    trailer("Proposed-on", &change.day.to_string());
    trailer("Proposed-by", change.author.as_deref().unwrap_or("not stated"));
    message
}

fn subject(change: &Change, amendment: &Amendment) -> String {
    match amendment.before {
        Some(_) => change.subject(),
        None => amendment.entry.clone(),
    }
}
