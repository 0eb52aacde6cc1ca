//! The texts of entries as plain lines.

use crate::evidence::{one_line, visible_text};

/// The most of a text that is turned into a line, in bytes.
const LONGEST: usize = 16 << 10;

/// A text of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkedText {
    /// Each character means itself.
    Plain(String),
    /// HTML.
    Html(String),
}

impl MarkedText {
    /// Returns the text as one line of at most `longest` characters, without markup and without characters that control a
    /// terminal or the direction of writing.
    pub(super) fn line(&self, longest: usize) -> String {
        let cut = |text: &str| text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default().to_owned();
        let line = match self {
            Self::Plain(text) => one_line(&cut(text)),
            Self::Html(text) => one_line(&visible_text(&cut(text))),
        };
        shortened(&line, longest)
    }
}

/// Returns at most `longest` characters of `line`; a cut line ends with an ellipsis.
pub(super) fn shortened(line: &str, longest: usize) -> String {
    if line.chars().count() <= longest {
        return line.to_owned();
    }
    let kept: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_controls_go() {
        let html = |text: &str| MarkedText::Html(text.to_owned()).line(40);
        assert_eq!(html("<b>SCIM</b> &amp; SSO<script>f()</script>"), "SCIM & SSO");
        assert_eq!(html("AT&T <p>one</p><p>two&nbsp;a < b"), "AT&T one two a < b");
        assert_eq!(MarkedText::Plain("a <b>\u{1b}[31m\u{202e}c\n d".to_owned()).line(40), "a <b>[31mc d");
        assert_eq!(MarkedText::Plain("é".repeat(41)).line(40), format!("{}…", "é".repeat(39)));
        assert_eq!(MarkedText::Plain("é".repeat(40)).line(40), "é".repeat(40));
    }
}
