//! The day in a footnote: `(verified 2026-10-02 by ann)`.

use super::record::VerificationRecord;
use crate::editing::Edit;
use crate::entry::{Claim, Verification};
use std::ops::Range;

/// Returns the edit that records a check of a footnote; `None` if the place of the new words is not certain.
pub(super) fn edit(text: &str, claim: &Claim, record: &VerificationRecord) -> Option<Edit> {
    let words = record.as_words();
    // A bracket would end the words early.
    if words.contains([')', '\n']) {
        return None;
    }
    if let Some(verified) = &claim.verified {
        return Some(Edit { range: written(text, verified)?, text: words });
    }
    let at = end_of_source(text, claim)?;
    Some(Edit { range: at..at, text: format!(" (verified {words})") })
}

/// Returns the bytes of the day and the name of a check; the name may be before the day, with its `by`.
fn written(text: &str, verified: &Verification) -> Option<Range<usize>> {
    let day = verified.on.span.range();
    let Some(name) = verified.by.as_ref().map(|by| by.span.range()) else { return Some(day) };
    if name.start > day.start {
        return Some(day.start..name.end);
    }
    let by = text.get(..name.start)?.trim_end();
    let is_by = by.get(by.len().checked_sub(2)?..)?.eq_ignore_ascii_case("by");
    is_by.then(|| by.len() - 2..day.end)
}

/// Returns where the last quote or address of a claim ends, with the marks that enclose it.
fn end_of_source(text: &str, claim: &Claim) -> Option<usize> {
    let source = claim.sources.last()?;
    let end =
        source.quote.as_ref().map_or(source.url.span.end, |quote| quote.span.end.max(source.url.span.end)) as usize;
    let rest = text.get(end..)?;
    let marks = rest.trim_start_matches(['"', '”', '“', '»', '>', ')']);
    Some(end + rest.len() - marks.len())
}
