//! One line of the check of a setup.

use super::Failure;

/// What was checked, and how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupLine {
    /// What was checked, in a word or two; the name of a role for its property.
    pub label: String,
    /// How it is.
    pub state: LineState,
    /// What was found.
    pub text: String,
    /// What to do.
    pub help: Option<String>,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// As it has to be.
    Fine,
    /// Absent; a fetch works without it.
    Missing,
    /// So that a fetch fails, or lacks what it should have.
    Failed,
}

impl SetupLine {
    pub(super) fn fine(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), state: LineState::Fine, text, help: None }
    }

    pub(super) fn failed(label: &str, failure: &Failure) -> Self {
        let help = Some(failure.help().to_owned());
        Self { label: label.to_owned(), state: LineState::Failed, text: failure.message(), help }
    }
}
