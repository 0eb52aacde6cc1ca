//! A decoded part of a text, with the places that its bytes come from.

use std::ops::Range;

/// A decoded part of a text.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    /// For each byte of `text` where it begins in the outer text, and at the end where the last one ends.
    places: Vec<usize>,
}

impl Piece {
    /// Returns a piece whose first byte begins at `start` of the outer text.
    pub(super) fn starting_at(start: usize) -> Self {
        Self { text: String::new(), places: vec![start] }
    }

    /// Adds `character`, whose outer form ends at `end`.
    pub(super) fn push(&mut self, character: char, end: usize) {
        let start = self.places.last().copied().unwrap_or(end);
        self.text.push(character);
        self.places.extend(std::iter::repeat_n(start, character.len_utf8() - 1));
        self.places.push(end);
    }

    /// Leaves out what ends at `end` of the outer text.
    pub(super) fn skip_to(&mut self, end: usize) {
        if let Some(last) = self.places.last_mut() {
            *last = end;
        }
    }

    /// Returns the range of the outer text that `range` of the piece comes from.
    pub(super) fn outer(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = *self.places.get(range.start)?;
        let end = *self.places.get(range.end)?;
        (start < end).then_some(start..end)
    }
}
