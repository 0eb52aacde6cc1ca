//! What of the evidence of an earlier state is gone while the statement is still there.

use super::decisions::{decided, lengthened, of_another_kind, withdrawn};
use super::losses::{finding, lost};
use super::moved::moved;
use super::record::{ClaimRecord, EntryRecord, EvidenceRecord, statement_of};
use super::statement::{is_edit, statement_words};
use super::verified_together::{Recheck, verified_together};
use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::finding::Finding;
use crate::library::Library;
use crate::prose::Prose;
use crate::rules::baseline::Baseline;
use crate::settled::FormerNames;
use crate::source::{SourceFile, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an earlier state is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// The entries.
    pub library: &'a Library,
    /// The settings.
    pub settings: &'a Settings,
    /// The baseline and its file, if the site has one.
    pub baseline: Option<&'a (Arc<SourceFile>, Baseline)>,
    /// What files and entries were called before.
    pub former: &'a FormerNames,
}

/// Returns what the change from `before` to `now` removed: a date, a source, a quote or a citation without another in its
/// place, while the statement stays; and as warnings what it decided about checks.
pub fn weakened(before: &EvidenceRecord, now: &Comparison<'_>) -> Vec<Finding> {
    if !before.is_known {
        return Vec::new();
    }
    let Comparison { library, settings, baseline, former } = *now;
    let mut findings = decided(before, library, settings, baseline, former);
    let (mut known, mut rechecks) = (BTreeMap::new(), Vec::new());
    for entry in library.entries() {
        let Some(record) = record_of(before, entry, former) else { continue };
        known.insert(entry.id.as_str(), record);
        findings.extend(withdrawn(record, entry, library));
        if !entry.is_published() {
            continue;
        }
        findings.extend(of_another_kind(record, entry));
        findings.extend(lengthened(record, entry, settings));
        findings.extend(entry_date(record, entry));
        for claim in &entry.claims {
            let Some(known) = claim_of(record, claim, entry) else { continue };
            findings.extend(lost(known, claim, entry));
            rechecks.extend(Recheck::of(known, claim, entry));
        }
        findings.extend(lost_citations(record, entry));
    }
    findings.extend(moved(before, library, &known));
    findings.extend(verified_together(rechecks, library));
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
    let statement = statement_of(claim);
    let same = |known: &&ClaimRecord| known.statement == statement && !statement.is_empty();
    let by_name = |known: &&ClaimRecord| known.id == claim.id.value && is_edit(&known.statement, &statement);
    // A statement that is there twice: the one of the same name.
    let named = record.claims.iter().filter(same).find(|known| known.id == claim.id.value);
    let has_other = |known: &ClaimRecord| {
        entry.claims.iter().any(|other| other.id.value != claim.id.value && statement_of(other) == known.statement)
    };
    let by_name = || record.claims.iter().find(by_name).filter(|known| !has_other(known));
    named.or_else(|| record.claims.iter().find(same)).or_else(by_name)
}

fn entry_date(record: &EntryRecord, entry: &Entry) -> Option<Finding> {
    let date = record.verified.filter(|_| entry.verified.is_none())?;
    let message = format!("the date of the last check of this entry, {date}, was removed");
    Some(finding(entry, entry.title.span, message, "date of the entry"))
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
