//! What the last look at a source found.

use crate::entry::{Claim, Entry, Source};
use crate::evidence::{Reach, Record, Verdict};
use crate::freshness::{SourceLook, source_looks};
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use serde::Serialize;

/// What is known of the page of a source.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LookView {
    /// What the last look found; `None` if none succeeded.
    found: Option<FoundView>,
    /// Why no look succeeded since then; `None` if the last one did.
    failed: Option<FailedView>,
}

/// What the last look found.
#[derive(Debug, Clone, Serialize)]
struct FoundView {
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
    /// Whether there is a page to have a sentence.
    has_page: bool,
    /// Where the words are, if that is another address.
    moved: Option<String>,
    /// Another page of the site that has the words, if this one has not.
    elsewhere: Option<String>,
    /// The copies of the page in an archive, nearest to the day of the last match.
    archived: Option<String>,
}

/// Why looks failed.
#[derive(Debug, Clone, Serialize)]
struct FailedView {
    /// Why, as a sentence without its end.
    words: &'static str,
    /// The day of the first failed look.
    since: String,
}

impl LookView {
    /// Shows the last look at `source`; `None` if there was none.
    pub(super) fn new(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim, source: &Source) -> Option<Self> {
        let mut looks = source_looks(claim, entry, catalogue.input.library);
        let look = looks.find(|look| std::ptr::eq(look.source, source))?;
        let found = look.recorded.map(|(record, _)| FoundView::new(catalogue, source, record));
        let failed = failed(&look).map(|reach| FailedView { words: reach.why.words(), since: reach.since.to_string() });
        (found.is_some() || failed.is_some()).then_some(Self { found, failed })
    }
}

/// Returns why the last look failed, unless a person looked since then.
pub(super) fn failed(look: &SourceLook<'_>) -> Option<Reach> {
    let reach = look.page?.0.reach?;
    look.recorded.is_none_or(|(record, _)| record.looked < reach.since).then_some(reach)
}

impl FoundView {
    fn new(catalogue: &Catalogue<'_>, source: &Source, record: &Record) -> Self {
        let quote = source.quote.as_ref().map(|quote| quote.value.clone());
        let is_found = record.verdict.is_found();
        Self {
            on: record.looked.to_string(),
            by: record.by.as_ref().and_then(|by| catalogue.person(by)),
            words: record.words(),
            since: record.since.to_string(),
            before: record.sentence.clone().or(quote).filter(|_| !is_found),
            now: record.now.clone().filter(|_| !is_found),
            has_page: record.verdict != Verdict::Gone,
            moved: record.to.as_deref().and_then(safe_url),
            elsewhere: record.elsewhere.as_deref().and_then(safe_url),
            archived: safe_url(&record.archived()),
        }
    }
}
