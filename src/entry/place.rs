//! Where the fields of an entry are in its file, for those who write there.

use super::Entry;
use super::field_fence::FieldFence;
use super::read::{file_head, split};
use crate::source::{Span, count};

impl Entry {
    /// Returns whether the entry is one answer of a file that holds many.
    pub fn is_section(&self) -> bool {
        self.head != file_head(self.file.text())
    }

    /// Returns the YAML of the entry's own fields without the lines that enclose it: the front matter, or the fence
    /// below the heading of an answer. Nothing if none of its own is written.
    pub fn fields_span(&self) -> Option<Span> {
        if self.is_section() {
            let below = Span { start: self.head.end, end: self.body.span.end };
            return match FieldFence::find(&self.file, below) {
                FieldFence::Closed { fields, .. } => Some(fields),
                FieldFence::None | FieldFence::Unclosed(_) => None,
            };
        }
        let parts = split(self.file.text()).ok().filter(|parts| parts.offset > 0)?;
        Some(Span { start: parts.offset, end: parts.offset + count(parts.front.len()) })
    }
}
