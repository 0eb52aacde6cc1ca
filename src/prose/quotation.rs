//! Which parts of a text are the words of others.

use std::ops::Range;

/// The places of quotation marks in the plain text, so that a phrase is compared with them without a pass over its block.
#[derive(Debug, Default)]
pub(super) struct QuotationMarks {
    straight: Vec<usize>,
    opening: Vec<usize>,
    closing: Vec<usize>,
}

impl QuotationMarks {
    /// Finds the marks of `text`.
    pub(super) fn of(text: &str) -> Self {
        let all = |mark: char| text.match_indices(mark).map(|(at, _)| at).collect();
        Self { straight: all('"'), opening: all('“'), closing: all('”') }
    }

    /// Returns whether a quotation that begins in `range` goes on after it.
    pub(super) fn are_open(&self, range: &Range<usize>) -> bool {
        let before = |marks: &[usize], at: usize| marks.partition_point(|mark| *mark < at);
        let inside = |marks: &[usize]| before(marks, range.end) - before(marks, range.start);
        let last = |marks: &[usize]| {
            let last = marks.get(before(marks, range.end).checked_sub(1)?)?;
            (*last >= range.start).then_some(*last)
        };
        inside(&self.straight) % 2 == 1 || last(&self.opening) > last(&self.closing)
    }
}
