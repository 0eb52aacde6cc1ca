//! Footnotes as evidence: the claim of a note is the sentence that cites it.
//!
//! `[^limit]: <https://docs.globex.example/limits> "Ingestion is limited to 5 TB per day" (verified 2026-10-02)` shows
//! rightly in every Markdown viewer.

use super::body::{Body, Citation};
use super::claim::{Claim, Source, Verification};
use super::note::{Note, NoteSource, parse_note};
use super::written_fields::WrittenFields;
use crate::source::{SourceFile, Span, Spanned};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A footnote that holds an address, a quote or a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceNote {
    /// Its label, with the place in the definition.
    pub label: Spanned<String>,
    /// The first sentence that cites it; `None` if no sentence does.
    pub sentence: Option<Spanned<String>>,
    /// What it holds.
    pub note: Note,
}

/// Returns the footnotes of `body` that hold an address, a quote or a date, in order.
pub(crate) fn evidence_notes(file: &SourceFile, body: &Body) -> Vec<EvidenceNote> {
    let mut first_citations: BTreeMap<&str, &Citation> = BTreeMap::new();
    for citation in &body.citations {
        first_citations.entry(citation.label.value.as_str()).or_insert(citation);
    }
    let read = |definition: &Spanned<String>| {
        let sentence = first_citations.get(definition.value.as_str()).map(|citation| citation.sentence);
        let sentence = sentence.map(|span| Spanned::new(plain(file.slice(span)), span));
        let note = read_note(file, body, definition.span)?;
        let start = definition.span.start + 2;
        let label = Span { start, end: start + crate::source::count(definition.value.len()) };
        Some(EvidenceNote { label: Spanned::new(definition.value.clone(), label), sentence, note })
    };
    body.notes.iter().filter_map(read).collect()
}

/// Reads the definition at `span`; `None` if it is not evidence.
fn read_note(file: &SourceFile, body: &Body, span: Span) -> Option<Note> {
    let definition = file.slice(span);
    let content = definition.find("]:")? + 2;
    let start = span.start + crate::source::count(content);
    let first = body.hidden.partition_point(|part| part.span.end <= start);
    let hidden = body.hidden.get(first..).unwrap_or_default();
    let hidden = hidden.get(..hidden.partition_point(|part| part.span.start < span.end)).unwrap_or_default();
    let mut note = parse_note(definition.get(content..)?, start, hidden);
    // A link by reference has its address elsewhere in the file.
    for link in body.links_within(span).iter().filter(|link| !link.is_image) {
        let url = &link.target.value;
        let is_known =
            note.sources.iter().any(|source| source.url.value == *url || is_within(source.url.span, link.target.span));
        let is_hidden = hidden.iter().any(|part| is_within(link.target.span, part.span));
        if url.starts_with("http") && !is_known && !is_hidden {
            let quote = note.quote.take();
            note.sources.push(NoteSource { url: Spanned::new(url.clone(), link.target.span), quote });
        }
    }
    note.is_evidence().then_some(note)
}

fn is_within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl EvidenceNote {
    /// Returns the claim that the note proves; `None` if no sentence cites it.
    pub fn claim(&self) -> Option<Claim> {
        let note = &self.note;
        let source = |source: &NoteSource| Source::new(source.url.clone(), source.quote.clone(), note.captured.clone());
        let verified = note.check.as_ref().map(|check| Verification {
            on: check.on.clone(),
            by: check.by.clone(),
            with: None,
            method: None,
            hash: None,
        });
        Some(Claim {
            id: self.label.clone(),
            text: self.sentence.clone()?,
            stance: None,
            capability: None,
            topic: None,
            sources: note.sources.iter().map(source).collect(),
            verified,
            review_every: None,
            expires: None,
            challenged: None,
            written: WrittenFields::default(),
        })
    }

    /// Returns whether the note is a claim wherever it is: it has an address, and a quote or a day on which it was
    /// checked.
    pub(crate) fn is_plain_claim(&self) -> bool {
        let has_quote = self.note.sources.iter().any(|source| source.quote.is_some());
        !self.note.sources.is_empty() && (has_quote || self.note.check.is_some())
    }
}

/// Takes the commonest marks of emphasis and code out of a sentence.
fn plain(sentence: &str) -> String {
    let words: String = sentence.chars().filter(|symbol| !matches!(symbol, '*' | '`')).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
