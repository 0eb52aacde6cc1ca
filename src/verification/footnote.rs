//! The day in a footnote: `(verified 2026-10-02 by ann)`.

use super::edit::Edit;
use super::record::VerificationRecord;
use crate::entry::Claim;

/// Returns the edit that records a check of a footnote; `None` if its words are inside the quote.
pub(super) fn edit(text: &str, claim: &Claim, record: &VerificationRecord) -> Option<Edit> {
    let words = record.as_words();
    // A bracket would end the words early.
    if words.contains([')', '\n']) {
        return None;
    }
    let quote = claim.sources.iter().find_map(|source| source.quote.as_ref());
    if let Some(verified) = &claim.verified {
        let start = verified.on.span.start as usize;
        if quote.is_some_and(|quote| quote.span.range().contains(&start)) {
            return None;
        }
        let length = text.get(start..)?.find(')')?;
        return Some(Edit { range: start..start + length, text: words });
    }
    let end = quote?.span.end as usize;
    let at = end + text.get(end..)?.chars().next()?.len_utf8();
    Some(Edit { range: at..at, text: format!(" (verified {words})") })
}
