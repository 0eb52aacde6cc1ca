//! A link of a page.

use serde::Serialize;

/// Words, and where they lead if they lead anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LinkView {
    /// The words.
    pub(crate) text: String,
    /// The finished link.
    pub(crate) href: Option<String>,
}

impl LinkView {
    /// Makes words that lead nowhere.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}
