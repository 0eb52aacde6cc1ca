//! A page that a person saved, as the texts in which quotes are looked for.

use super::anchors::{anchors, renewed};
use super::html::{HtmlFacts, HtmlTexts, html_texts};
use super::text::Text;
use crate::charset::{Decoded, decoded, in_content_type, in_html};
use std::fmt;

/// A page as its texts.
#[derive(Debug, Clone)]
pub struct Page {
    /// What readers see.
    pub(super) visible: Text,
    /// That, and what is struck through.
    pub(super) with_struck: Option<Text>,
    /// What readers see, and what is folded away.
    pub(super) with_folded: Option<Text>,
    /// What is folded away.
    pub(super) folded_away: Text,
    /// The texts in scripts.
    pub(super) scripted: Text,
    /// What it says of itself.
    pub(super) facts: HtmlFacts,
    /// Whether its encoding is known; else, words that are not in it prove nothing.
    pub(super) is_certain: bool,
}

/// Why bytes are not a page that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFault {
    /// A PDF file.
    Pdf,
    /// A page saved with its pictures in one file.
    WebArchive,
    /// No word at all.
    Empty,
}

impl fmt::Display for PageFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pdf => {
                "a PDF file; capture its text, such as: pdftotext FILE - | fieldbook evidence capture … --from -"
            }
            Self::WebArchive => "a web archive; save the page as HTML only, or copy its text",
            Self::Empty => "it has no words",
        })
    }
}

impl Page {
    /// Reads an HTML page or a plain text, such as the words of a mail; `content_type` is the header with which it came.
    ///
    /// # Errors
    /// The bytes are of another kind, or have no words.
    pub fn read(bytes: &[u8], content_type: Option<&str>) -> Result<Self, PageFault> {
        if bytes.starts_with(b"%PDF-") {
            return Err(PageFault::Pdf);
        }
        let Decoded { text, is_certain } = decoded(bytes, &[content_type.and_then(in_content_type), in_html(bytes)]);
        let head = text.get(..text.floor_char_boundary(2_000)).unwrap_or_default().to_ascii_lowercase();
        if head.contains("mime-version:") && head.contains("multipart/related") {
            return Err(PageFault::WebArchive);
        }
        let texts = if is_html(&head) { html_texts(&text) } else { plain_texts(&text) };
        let page = Self {
            visible: Text::new(texts.visible),
            with_struck: texts.with_struck.map(Text::new),
            with_folded: texts.with_folded.map(Text::new),
            folded_away: Text::new(texts.folded_away),
            scripted: Text::new(texts.scripted),
            facts: texts.facts,
            is_certain,
        };
        let is_empty = |text: &Text| text.words().is_empty();
        let is_blank =
            is_empty(&page.visible) && page.with_folded.as_ref().is_none_or(is_empty) && is_empty(&page.scripted);
        if is_blank { Err(PageFault::Empty) } else { Ok(page) }
    }

    /// Returns the number of words that readers see.
    pub fn word_count(&self) -> usize {
        self.visible.words().len()
    }

    /// Returns hashes of the longest sentences, by which the page is recognised later.
    pub fn anchors(&self) -> Vec<String> {
        anchors(&self.visible)
    }

    /// Returns by which hashes the page is recognised later, if it was recognised by `recorded` before.
    pub(super) fn anchors_after(&self, recorded: &[String]) -> Vec<String> {
        renewed(&self.visible, recorded)
    }
}

/// Returns whether a text that begins with `head`, in small letters, is HTML.
fn is_html(head: &str) -> bool {
    let start = head.trim_start();
    ["<!doctype", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with('<') && head.contains("</"))
        || head.contains("<html")
}

/// The longest line that is a line of its own, such as a heading, in bytes; a longer one is wrapped.
const SHORT_LINE: usize = 50;

/// Takes a text as readers see it: a block ends at an empty line, at the end of a sentence, and where a short line is
/// followed by a capital.
fn plain_texts(text: &str) -> HtmlTexts {
    let mut visible = String::new();
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split(['\n', '\r', '\u{C}']).map(str::trim).collect();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).and_then(|next| next.chars().next());
        let is_end = line.ends_with(['.', '!', '?', ':']) || line.is_empty();
        let is_own = line.len() < SHORT_LINE && next.is_some_and(char::is_uppercase);
        visible.push_str(line);
        visible.push(if is_end || is_own { '\n' } else { ' ' });
    }
    HtmlTexts { visible, ..HtmlTexts::default() }
}

#[cfg(test)]
mod tests {
    use super::super::text::Margins;
    use super::*;

    #[test]
    fn bytes_are_html_or_text() {
        let shown = |bytes: &[u8]| Page::read(bytes, None).map(|page| page.visible.folded(&(0..page.word_count())));
        let wide: Vec<u8> = "\u{FEFF}<p>It é</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(shown(&wide).unwrap(), "it é");
        assert_eq!(shown("\u{FEFF}If a < b\nthen".as_bytes()).unwrap(), "if a < b then");
        assert_eq!(shown(b"<!DOCTYPE html><p>If a</p>").unwrap(), "if a");
        assert_eq!(shown(b"%PDF-1.7"), Err(PageFault::Pdf));
        assert_eq!(shown(b"<p>caf\xE9</p>").unwrap(), "café");
        assert_eq!(shown(b"<html><img>"), Err(PageFault::Empty));
        assert_eq!(shown(b"MIME-Version: 1.0\nContent-Type: multipart/related"), Err(PageFault::WebArchive));
        assert_eq!(shown(b""), Err(PageFault::Empty));
    }

    #[test]
    fn a_wrapped_line_of_a_text_goes_on_and_a_heading_does_not() {
        let page = Page::read(b"Enterprise\r\nIt stops at\r\n5 TB\n\nso far", None).unwrap();
        assert_eq!(page.visible.shown_sentence(&(1..2), Margins::default()), "It stops at 5 TB");
    }
}
