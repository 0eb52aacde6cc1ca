//! Claims written as footnotes, so that every Markdown viewer shows them rightly.
//!
//! `[^limit]: <https://docs.globex.example/limits> "Ingestion is limited to 5 TB per day" (verified 2026-10-02)`: the
//! address, the quoted words and the day become a claim whose text is the sentence that cites the note.

use super::body::{Body, Citation};
use super::claim::{Claim, Source, Verification};
use crate::source::{SourceFile, Span, Spanned, parse_date};
use std::collections::BTreeMap;

/// Returns the claims that the footnotes of `body` state; a note without an address and either quoted words or
/// `(verified …)` is an ordinary footnote.
pub(crate) fn footnote_claims(file: &SourceFile, body: &Body) -> Vec<Claim> {
    let mut first_citations = BTreeMap::new();
    for citation in &body.citations {
        first_citations.entry(citation.label.value.as_str()).or_insert(citation);
    }
    let claim = |note| footnote_claim(file, note, &first_citations);
    body.notes.iter().filter_map(claim).collect()
}

fn footnote_claim(
    file: &SourceFile,
    note: &Spanned<String>,
    first_citations: &BTreeMap<&str, &Citation>,
) -> Option<Claim> {
    let definition = Piece { text: file.slice(note.span), start: note.span.start };
    let content = definition.after("]:")?;
    let url = content.url()?;
    let quote = content.from(&url).between('"', '"').or_else(|| content.from(&url).between('“', '”'));
    let verified = content.from(&url).after("(verified ").and_then(|rest| verification(&rest));
    if quote.is_none() && verified.is_none() {
        return None;
    }
    let citation = first_citations.get(note.value.as_str())?;
    let sentence = Spanned::new(plain(file.slice(citation.sentence)), citation.sentence);
    let label_start = note.span.start + 2;
    let label = Span { start: label_start, end: label_start + crate::source::count(note.value.len()) };
    Some(Claim {
        id: Spanned::new(note.value.clone(), label),
        text: sentence,
        stance: None,
        capability: None,
        topic: None,
        sources: vec![Source { url, quote, captured: None }],
        verified,
        review_every: None,
        expires: None,
        challenged: None,
    })
}

/// Reads `2026-10-02)` or `2026-10-02 by ann)`.
fn verification(rest: &Piece<'_>) -> Option<Verification> {
    let inside = rest.until(')')?;
    let day = inside.text.get(..10)?;
    let on = Spanned::new(parse_date(day)?, Span { start: inside.start, end: inside.start + 10 });
    let by = inside.after(" by ").map(|name| Spanned::new(name.text.trim().to_owned(), name.span()));
    Some(Verification { on, by, with: None, method: None, hash: None })
}

/// Takes the commonest marks of emphasis and code out of a sentence.
fn plain(sentence: &str) -> String {
    let words: String = sentence.chars().filter(|symbol| !matches!(symbol, '*' | '`')).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a file that remembers where it begins.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: u32,
}

impl Piece<'_> {
    fn span(&self) -> Span {
        Span { start: self.start, end: self.start + crate::source::count(self.text.len()) }
    }

    fn skip(&self, bytes: usize) -> Self {
        Self { text: self.text.get(bytes..).unwrap_or_default(), start: self.start + crate::source::count(bytes) }
    }

    fn after(&self, mark: &str) -> Option<Self> {
        self.text.find(mark).map(|index| self.skip(index + mark.len()))
    }

    fn until(&self, end: char) -> Option<Self> {
        let index = self.text.find(end)?;
        Some(Self { text: self.text.get(..index)?, start: self.start })
    }

    fn from(&self, earlier: &Spanned<String>) -> Self {
        self.skip((earlier.span.end.saturating_sub(self.start)) as usize)
    }

    fn between(&self, open: char, close: char) -> Option<Spanned<String>> {
        let inside = self.skip(self.text.find(open)? + open.len_utf8()).until(close)?;
        Some(Spanned::new(inside.text.split_whitespace().collect::<Vec<_>>().join(" "), inside.span()))
    }

    fn url(&self) -> Option<Spanned<String>> {
        let begin = self.text.find("https://").into_iter().chain(self.text.find("http://")).min()?;
        let rest = self.skip(begin);
        let end = rest.text.find(|symbol: char| symbol.is_whitespace() || matches!(symbol, '>' | '"' | ')'));
        let url = Piece { text: rest.text.get(..end.unwrap_or(rest.text.len()))?, start: rest.start };
        Some(Spanned::new(url.text.to_owned(), url.span()))
    }
}
