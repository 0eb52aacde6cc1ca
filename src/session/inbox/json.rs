//! What became of change files, for programs.

use super::outcome::{Inbox, InboxFile, InboxState, MadeChange, NewFinding, RefusedChange};
use serde_json::{Value, json};

/// Describes what `fieldbook inbox --format json` prints, as JSON Schema (draft 2020-12).
pub const INBOX_SCHEMA: &str = include_str!("inbox-1.json");

/// Returns the run as JSON.
pub fn inbox_json(inbox: &Inbox) -> Value {
    let left_out = |(name, reason): &(String, String)| json!({ "file": name, "reason": reason });
    json!({
        "schema": "fieldbook/inbox/1",
        "branch": inbox.branch,
        "files": inbox.files.iter().map(file).collect::<Vec<_>>(),
        "left_out": inbox.left_out.iter().map(left_out).collect::<Vec<_>>(),
    })
}

fn file(file: &InboxFile) -> Value {
    let change = file.change.as_ref();
    let mut value = json!({
        "file": file.name,
        "change": change.map(|change| change.kind.word()),
        "subject": change.map(crate::corrections::Change::subject),
        "author": change.and_then(|change| change.author.as_deref()),
    });
    let state = match &file.state {
        InboxState::Made(made) => self::made(made),
        InboxState::AlreadyDone { entry } => json!({ "state": "already-applied", "entry": entry }),
        InboxState::Refused(refused) => self::refused(refused, file),
    };
    if let (Value::Object(fields), Value::Object(state)) = (&mut value, state) {
        fields.extend(state);
    }
    value
}

fn made(made: &MadeChange) -> Value {
    json!({
        "state": if made.commit.is_some() { "committed" } else { "applicable" },
        "commit": made.commit,
        "entry": made.entry,
        "path": made.path,
        "diff": made.diff,
        "in_review_again": made.has_lost_approval,
        "page_audience": made.wider_audience.as_ref().map(|(page, _)| page),
        "findings": made.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn refused(refused: &RefusedChange, file: &InboxFile) -> Value {
    let faults = refused.faults.iter().map(|fault| json!({ "message": fault.message, "help": fault.help }));
    let conflict = refused.now.as_ref().zip(file.change.as_ref()).map(|(now, change)| {
        json!({ "seen": change.base, "now": now, "proposed": if change.text.is_empty() { &change.comment } else { &change.text } })
    });
    json!({
        "state": if conflict.is_some() { "conflict" } else { "refused" },
        "faults": faults.collect::<Vec<_>>(),
        "conflict": conflict,
        "findings": refused.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(finding: &NewFinding) -> Value {
    let NewFinding { rule, severity, message, path, line } = finding;
    json!({ "rule": rule, "severity": severity.to_string(), "message": message, "path": path, "line": line })
}
