//! The text of a cell as Markdown: HTML is read, plain text is written so that it shows exactly.

use crate::importing::documents::cell_markdown;
use regex::Regex;
use std::sync::LazyLock;

static HTML: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)<(?:p|br|ul|ol|li|b|strong|em|i|u|div|span|table|tr|td|a|h[1-6]|script|img)\b[^>]*>").ok()
});

/// Returns whether a cell contains HTML.
pub(super) fn is_html(text: &str) -> bool {
    HTML.as_ref().is_some_and(|html| html.is_match(text))
}

/// Returns the text of a cell as Markdown, and what of it was left out.
pub(super) fn markdown(text: &str) -> (String, Vec<(String, String)>) {
    if is_html(text) { cell_markdown::of_html(text) } else { (cell_markdown::of_text(text), Vec::new()) }
}
