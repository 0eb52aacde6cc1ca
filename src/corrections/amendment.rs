//! What comes of a change: the new text of a file, or the reason against it.

use std::fmt;

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amended {
    /// It changes a file.
    Changed(Amendment),
    /// The library says so already.
    AlreadyDone {
        /// The entry that says it.
        entry: String,
    },
}

/// The new text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The entry that changes, or the new one.
    pub entry: String,
    /// The file, from the folder of the site.
    pub path: String,
    /// What it says now; `None` for a new file.
    pub before: Option<String>,
    /// What it will say.
    pub after: String,
    /// Whether an approval was taken back: the status was `approved` and is `in-review`.
    pub has_lost_approval: bool,
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// What the library says now, if it is no longer what the reader saw.
    pub now: Option<String>,
}

impl Refusal {
    /// Makes it of a message and what to do.
    pub(super) fn new(message: impl Into<String>, help: &'static str) -> Self {
        Self { message: message.into(), help, now: None }
    }

    /// Says that the text is no longer the one that the reader saw.
    pub(super) fn drifted(subject: &str, now: String) -> Self {
        let message = format!("{subject} has changed since the reader saw it");
        let help = "Compare the texts and edit the file by hand, or have the reader look at the page again.";
        Self { message, help, now: Some(now) }
    }

    /// Says that the file cannot be edited in place.
    pub(super) fn entangled(subject: &str) -> Self {
        let message = format!("the text of {subject} cannot be replaced without changing another one");
        Self::new(message, "Edit the file by hand; the words that change are formatted, linked or shared.")
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.message)
    }
}

impl std::error::Error for Refusal {}
