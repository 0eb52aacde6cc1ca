//! A link of a page.

use crate::site::html::safe_url;
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

    /// Makes words, the address without its scheme, that lead to another site if their address may be followed.
    pub(super) fn outside(url: &str) -> Self {
        let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        Self { text: text.to_owned(), href: safe_url(url).filter(|url| url.contains("://")) }
    }
}
