//! Statements that moved to another entry and lost their evidence on the way.

use super::losses::{finding, lost};
use super::record::{ClaimRecord, EntryRecord, EvidenceRecord, statement_of, text_hash};
use super::statement::statement_words;
use crate::entry::Entry;
use crate::finding::Finding;
use crate::library::Library;
use crate::prose::Prose;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest words of a statement that is looked for in other entries; shorter ones may be there by chance.
const FEWEST_WORDS: usize = 4;

/// A statement that an entry no longer has.
struct Gone<'a> {
    /// The id of the entry.
    from: &'a str,
    /// Its words.
    statement: &'a str,
    /// The label that it cited.
    label: &'a str,
    /// Its claim, if it was one.
    claim: Option<&'a ClaimRecord>,
}

/// Returns what statements lost that left their entry and are now in another one, which is new or changed; `known` are the
/// records of the present entries, by their id.
pub(super) fn moved(before: &EvidenceRecord, library: &Library, known: &BTreeMap<&str, &EntryRecord>) -> Vec<Finding> {
    let mut changed: Vec<(&Entry, Option<&EntryRecord>)> = Vec::new();
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    let mut gone = BTreeMap::new();
    for entry in library.entries() {
        let record = known.get(entry.id.as_str()).copied();
        let is_changed = record.is_none_or(|record| record.text != text_hash(entry));
        if let Some(record) = record {
            kept.insert(record.id.as_str());
            let statements = if is_changed { statements_of(entry) } else { BTreeSet::new() };
            let has =
                |known: &&Gone<'_>| statements.contains(known.statement) || (!is_changed && known.claim.is_none());
            let has_claim = |statement: &str| entry.claims.iter().any(|claim| statement_of(claim) == statement);
            let left = evidence_of(record).filter(|known| !has(&known) && !has_claim(known.statement));
            gone.extend(left.map(|left| (left.statement, left)));
        }
        if is_changed && entry.is_published() {
            changed.push((entry, record));
        }
    }
    let removed = before.entries.iter().filter(|record| !kept.contains(record.id.as_str()));
    gone.extend(removed.flat_map(evidence_of).map(|gone| (gone.statement, gone)));
    if gone.is_empty() {
        return Vec::new();
    }
    changed.iter().flat_map(|(entry, record)| losses_in(entry, *record, &gone)).collect()
}

/// Returns the statements of `record` with evidence; a claim comes after the sentences that cite it.
fn evidence_of(record: &EntryRecord) -> impl Iterator<Item = Gone<'_>> {
    let cited = record.cited.iter().map(|cited| (&cited.statement, &cited.label, None));
    let claims = record.claims.iter().map(|claim| (&claim.statement, &claim.id, Some(claim)));
    let all = cited.chain(claims).map(|(statement, label, claim)| Gone { from: &record.id, statement, label, claim });
    all.filter(|gone| gone.statement.split_whitespace().count() >= FEWEST_WORDS)
}

/// Returns the words of each sentence of `entry`, with or without a citation.
fn statements_of(entry: &Entry) -> BTreeSet<String> {
    let prose = Prose::of(entry);
    let sentences = prose.sentences().iter().map(|sentence| statement_words(prose.text_of(sentence)));
    sentences.chain(cited_in(entry)).collect()
}

fn cited_in(entry: &Entry) -> impl Iterator<Item = String> {
    entry.body.citations.iter().map(|citation| statement_words(entry.file.slice(citation.sentence)))
}

/// Returns what the statements of `gone` lost that are in `entry`, which had the evidence of `record` before.
fn losses_in(entry: &Entry, record: Option<&EntryRecord>, gone: &BTreeMap<&str, Gone<'_>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: BTreeSet<String> = cited_in(entry).collect();
    for claim in &entry.claims {
        let statement = statement_of(claim);
        if let Some(known) = gone.get(statement.as_str()).and_then(|gone| gone.claim) {
            findings.extend(lost(known, claim, entry));
        }
        seen.insert(statement);
    }
    let prose = Prose::of(entry);
    for sentence in prose.sentences() {
        let words = statement_words(prose.text_of(sentence));
        let Some(gone) = gone.get(words.as_str()).filter(|gone| record.is_none_or(|record| record.id != gone.from))
        else {
            continue;
        };
        if seen.insert(words) {
            let message =
                format!("in `{}` this sentence cited `[^{}]`, and it cites nothing here", gone.from, gone.label);
            findings.push(finding(entry, prose.span(&sentence.range), message, gone.label));
        }
    }
    findings
}
