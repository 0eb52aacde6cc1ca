//! What of the evidence of an earlier state is gone while the statement is still there.

use super::record::{ClaimRecord, EntryRecord, EvidenceRecord};
use super::statement::{is_edit, statement_words};
use crate::entry::{Claim, Entry};
use crate::finding::{Finding, Place};
use crate::library::Library;
use crate::prose::Prose;
use crate::rules::evidence::weakened::RULE;
use crate::settled::FormerNames;
use crate::source::Span;
use std::collections::BTreeSet;

/// Returns what the change from `before` to `library` removed: a date, a source, a quote or a citation without another in
/// its place, while the statement stays. Moved files are compared under their `former` names.
pub fn weakened(before: &EvidenceRecord, library: &Library, former: &FormerNames) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in library.entries().iter().filter(|entry| entry.is_published()) {
        let Some(record) = record_of(before, entry, former) else { continue };
        findings.extend(entry_date(record, entry));
        for claim in &entry.claims {
            findings.extend(claim_of(record, claim, entry).into_iter().flat_map(|known| lost(known, claim, entry)));
        }
        findings.extend(lost_citations(record, entry));
    }
    findings
}

/// Returns what is known of `entry`: under its former path and id, or under its id in any file.
fn record_of<'a>(before: &'a EvidenceRecord, entry: &Entry, former: &FormerNames) -> Option<&'a EntryRecord> {
    let (path, id) = (former.path(entry.file.path()), former.id(&entry.id));
    let known = |record: &&EntryRecord| record.id == id;
    before.entries.iter().filter(|record| record.path == path).find(known).or_else(|| before.entries.iter().find(known))
}

/// Returns what is known of `claim`: the record with the same statement, else the one with its name if the statement was
/// only edited. The same statement comes first, since labels of footnotes are renumbered.
fn claim_of<'a>(record: &'a EntryRecord, claim: &Claim, entry: &Entry) -> Option<&'a ClaimRecord> {
    let statement = ClaimRecord::of(claim).statement;
    let same = |known: &&ClaimRecord| known.statement == statement && !statement.is_empty();
    let by_name = |known: &&ClaimRecord| known.id == claim.id.value && is_edit(&known.statement, &statement);
    // A statement that is there twice: the one of the same name.
    let named = record.claims.iter().filter(same).find(|known| known.id == claim.id.value);
    let has_other = |known: &ClaimRecord| {
        entry
            .claims
            .iter()
            .any(|other| other.id.value != claim.id.value && ClaimRecord::of(other).statement == known.statement)
    };
    let by_name = || record.claims.iter().find(by_name).filter(|known| !has_other(known));
    named.or_else(|| record.claims.iter().find(same)).or_else(by_name)
}

fn entry_date(record: &EntryRecord, entry: &Entry) -> Option<Finding> {
    let date = record.verified.filter(|_| entry.verified.is_none())?;
    let message = format!("the date of the last check of this entry, {date}, was removed");
    Some(finding(entry, entry.title.span, message, "date of the entry"))
}

/// Returns what `claim` lost of the evidence that was `known`.
fn lost(known: &ClaimRecord, claim: &Claim, entry: &Entry) -> Vec<Finding> {
    let now = ClaimRecord::of(claim);
    let mut findings = Vec::new();
    let mut lose = |what: &str, words: String| {
        let message = format!("the {words} of claim `{}` was removed, and the statement stays", claim.id.value);
        findings.push(finding(entry, claim.text.span, message, &format!("{}: {what}", claim.id.value)));
    };
    if let Some(date) = known.verified.filter(|_| now.verified.is_none()) {
        lose("date", format!("verification date {date}"));
    }
    if known.has_source && !now.has_source {
        lose("source", "source".to_owned());
    }
    // A quote without a page is no evidence, so a lost source says enough.
    if known.has_quote && !now.has_quote && now.has_source {
        lose("quote", "quote".to_owned());
    }
    findings
}

/// Returns the sentences that cited something and are there without a citation, each once.
fn lost_citations(record: &EntryRecord, entry: &Entry) -> Vec<Finding> {
    let cited = entry.body.citations.iter().map(|citation| statement_words(entry.file.slice(citation.sentence)));
    let cited: BTreeSet<String> = cited.collect();
    let mut lost: Vec<_> =
        record.cited.iter().filter(|known| !known.statement.is_empty() && !cited.contains(&known.statement)).collect();
    lost.dedup_by(|one, other| one.statement == other.statement);
    if lost.is_empty() {
        return Vec::new();
    }
    let prose = Prose::of(entry);
    let sentences: Vec<(String, Span)> = prose
        .sentences()
        .iter()
        .map(|sentence| (statement_words(prose.text_of(sentence)), prose.span(&sentence.range)))
        // The text of a claim in front matter may be the same sentence.
        .filter(|(_, span)| span.start >= entry.body.span.start)
        .collect();
    let stays = lost.into_iter().filter_map(|known| {
        let (_, span) = sentences.iter().find(|(words, _)| *words == known.statement)?;
        let message = format!("this sentence cited `[^{}]` and cites nothing now", known.label);
        Some(finding(entry, *span, message, &known.statement))
    });
    stays.collect()
}

fn finding(entry: &Entry, span: Span, message: String, subject: &str) -> Finding {
    Finding::new(&RULE, Place::new(&entry.file, span), message).subject(format!("weakened: {subject}"))
}
