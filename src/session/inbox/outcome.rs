//! What became of each change file.

use crate::corrections::{Change, ChangeFault};
use crate::finding::Severity;
use crate::settled::SettledFinding;

/// What became of the files in a folder.
#[derive(Debug, Clone)]
pub struct Inbox {
    /// The branch of the commits.
    pub branch: String,
    /// The change files in the order of their names.
    pub files: Vec<InboxFile>,
    /// What else is in the folder, with the reason why it is not read.
    pub left_out: Vec<(String, String)>,
}

/// What became of one file.
#[derive(Debug, Clone)]
pub struct InboxFile {
    /// Its name; characters that control a display are escaped.
    pub name: String,
    /// The change; `None` if the file cannot be read as one.
    pub change: Option<Change>,
    /// What became of it.
    pub state: InboxState,
}

/// What became of a change.
#[derive(Debug, Clone)]
pub enum InboxState {
    /// It changes a file.
    Made(MadeChange),
    /// The library says so already.
    AlreadyDone {
        /// The entry that says it.
        entry: String,
    },
    /// It is not made.
    Refused(RefusedChange),
}

/// A change that was made, or would be.
#[derive(Debug, Clone)]
pub struct MadeChange {
    /// The commit; `None` in a dry run.
    pub commit: Option<String>,
    /// The entry.
    pub entry: String,
    /// The file.
    pub path: String,
    /// The change as a unified diff, credentials hidden.
    pub diff: String,
    /// Whether an approved entry is in review again.
    pub has_lost_approval: bool,
    /// The audience of the page if it is stricter than that of the entry: page, then entry.
    pub wider_audience: Option<(String, String)>,
    /// The findings that the change brings.
    pub findings: Vec<NewFinding>,
}

/// A change that was not made.
#[derive(Debug, Clone, Default)]
pub struct RefusedChange {
    /// Why, and what to do.
    pub faults: Vec<ChangeFault>,
    /// What the library says now, if that is the reason.
    pub now: Option<String>,
    /// The findings that the change would bring, if they are the reason.
    pub findings: Vec<NewFinding>,
}

/// A finding that a change brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// The id of its rule.
    pub rule: &'static str,
    /// Its severity on this site.
    pub severity: Severity,
    /// What is wrong, credentials hidden.
    pub message: String,
    /// The file.
    pub path: String,
    /// The line.
    pub line: u32,
}

impl NewFinding {
    /// Takes what a report needs of a finding.
    pub(super) fn new(finding: &SettledFinding) -> Self {
        Self {
            rule: finding.rule.id,
            severity: finding.severity,
            message: finding.message.clone(),
            path: finding.place.path.clone(),
            line: finding.place.start.line,
        }
    }
}

impl Inbox {
    /// Returns whether a change was not made.
    pub fn has_refused(&self) -> bool {
        self.files.iter().any(|file| matches!(file.state, InboxState::Refused(_)))
    }
}
