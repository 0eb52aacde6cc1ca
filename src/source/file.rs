//! One file as it was read, with the lines and columns of its bytes.

use super::position::Position;
use super::span::{Span, count};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// One file of the repository, kept whole so that every later finding can show its line.
pub struct SourceFile {
    path: Box<str>,
    text: Box<str>,
    line_starts: OnceLock<Box<[u32]>>,
    character_counts: OnceLock<Box<[u32]>>,
    hash: OnceLock<[u8; 32]>,
}

/// After how many bytes the characters are counted again, so that the column in a long line costs no pass over the line.
const COUNTED_BYTES: usize = 4096;

/// Shows the path and the size, never the text: whatever holds a file can be printed, and a text can hold a secret.
impl fmt::Debug for SourceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SourceFile")
            .field("path", &self.path)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl SourceFile {
    /// Wraps `text` read from `path`, which is relative to the site's root and uses `/`.
    pub fn new(path: &str, text: String) -> Arc<Self> {
        Arc::new(Self {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            character_counts: OnceLock::new(),
            hash: OnceLock::new(),
        })
    }

    /// Returns the file without path and text, for what is read before its file is known.
    pub(crate) fn none() -> Arc<Self> {
        Self::new("", String::new())
    }

    /// Returns the path relative to the site's root, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the whole text, byte for byte as read (without a byte-order mark).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the BLAKE3 hash of the text, computed once.
    pub fn hash(&self) -> &[u8; 32] {
        self.hash.get_or_init(|| *blake3::hash(self.text.as_bytes()).as_bytes())
    }

    /// Returns the text of `span`, or an empty string where the span is not one of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Returns the position of the byte at `offset`; offsets past the end count as the end.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let index = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = starts.get(index).copied().unwrap_or(0) as usize;
        let end = (offset as usize).clamp(start, self.text.len());
        let characters = if end - start <= COUNTED_BYTES {
            characters(self.text.as_bytes().get(start..end).unwrap_or_default())
        } else {
            self.characters_before(end) - self.characters_before(start)
        };
        Position { line: count(index) + 1, column: count(characters) + 1 }
    }

    /// Returns how many characters begin before the byte at `end`.
    fn characters_before(&self, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let counts = self.character_counts.get_or_init(|| {
            let blocks = bytes.chunks(COUNTED_BYTES);
            let ends = blocks.scan(0, |before, block| {
                *before += count(characters(block));
                Some(*before)
            });
            std::iter::once(0).chain(ends).collect()
        });
        let block = end / COUNTED_BYTES;
        let rest = bytes.get(block * COUNTED_BYTES..end).unwrap_or_default();
        counts.get(block).copied().unwrap_or(0) as usize + characters(rest)
    }

    /// Returns line `line` (from 1) without its line end.
    pub fn line(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let index = (line as usize).saturating_sub(1);
        let Some(start) = starts.get(index) else { return "" };
        let end = starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
        self.text.get(*start as usize..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(index, _)| count(index) + 1)).collect()
        })
    }
}

/// Counts the bytes that begin a character, which needs no valid boundary at the end.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_any_line_end() {
        let file = SourceFile::new("a.md", "ä😀b\r\nsecond\n".to_owned());
        let at = |offset| (file.position(offset).line, file.position(offset).column);
        assert_eq!([at(0), at(2), at(6), at(9), at(99)], [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1)]);
        assert_eq!([file.line(1), file.line(2), file.line(3), file.line(4)], ["ä😀b", "second", "", ""]);
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_a_short_one() {
        for length in [COUNTED_BYTES - 1, COUNTED_BYTES, COUNTED_BYTES + 1, 3 * COUNTED_BYTES] {
            let file = SourceFile::new("a.md", format!("first\n{}", "ä😀".repeat(length / 6)));
            let offsets = (6..=file.text().len()).filter(|offset| file.text().is_char_boundary(*offset));
            for (index, offset) in offsets.enumerate() {
                assert_eq!(file.position(count(offset)), Position { line: 2, column: count(index) + 1 }, "{length}");
            }
        }
    }
}
