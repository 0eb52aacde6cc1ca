//! What the last look at a source found.

use crate::entry::{Claim, Entry, Source};
use crate::evidence::Verdict;
use crate::freshness::source_looks;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use serde::Serialize;

/// What the last look at a source found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LookView {
    /// The day of the look.
    on: String,
    /// Who captured the page.
    by: Option<String>,
    /// What was found, as the end of a sentence.
    words: &'static str,
    /// The day since when it is so.
    since: String,
    /// The sentence at the last match, if the page has another one now.
    before: Option<String>,
    /// The sentence of the page now, or the nearest one.
    now: Option<String>,
    /// The copies of the page in an archive, nearest to the day of the last match.
    archived: Option<String>,
}

impl LookView {
    /// Shows the last look at `source`; `None` if there was none.
    pub(super) fn new(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim, source: &Source) -> Option<Self> {
        let mut looks = source_looks(claim, entry, catalogue.input.library);
        let (record, _) = looks.find(|look| std::ptr::eq(look.source, source))?.recorded?;
        let quote = source.quote.as_ref().map(|quote| quote.value.clone());
        let is_match = record.verdict == Verdict::Match;
        Some(Self {
            on: record.looked.to_string(),
            by: record.by.as_ref().and_then(|by| catalogue.person(by)),
            words: record.words(),
            since: record.since.to_string(),
            before: record.sentence.clone().or(quote).filter(|_| !is_match),
            now: record.now.clone().filter(|_| !is_match),
            archived: safe_url(&record.archived()),
        })
    }
}
