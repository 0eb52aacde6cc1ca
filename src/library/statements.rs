//! The parts of entries that carry the date of a check, an approval or an agreement, and what they say.

use super::dated::{DateRecord, DatedPart, DatedStatement};
use super::entries::Library;
use super::named_notes::add_named_claims;
use crate::entry::{Claim, Entry, EntryFile, KindFields};
use crate::prose::{Names, Prose};
use crate::wording::{first_folded, folded};
use rayon::prelude::*;
use std::collections::BTreeSet;

impl Library {
    /// Returns the dated parts of every entry, those of entries as a whole without their sentences.
    ///
    /// A date of an entry is followed by its part alone until a commit is reached, and splitting every entry of a library
    /// into sentences takes longer than all rules.
    pub fn dated_statements(&self) -> Vec<DatedStatement> {
        self.entries().par_iter().flat_map_iter(|entry| of_entry(entry, EntrySentences::Omitted)).collect()
    }

    /// Returns the dated parts of an earlier version of a file, read as it would be if the file had it now.
    pub fn dated_in_version(&self, file: EntryFile) -> Vec<DatedStatement> {
        in_version(file, self.competitor_names())
    }
}

fn in_version(file: EntryFile, competitors: &Names) -> Vec<DatedStatement> {
    let mut entries = file.entries;
    for entry in &mut entries {
        add_named_claims(entry, competitors);
    }
    entries.iter().flat_map(|entry| of_entry(entry, EntrySentences::Included)).collect()
}

/// Whether what an entry says as a whole is among the texts of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntrySentences {
    Included,
    Omitted,
}

fn of_entry(entry: &Entry, sentences: EntrySentences) -> Vec<DatedStatement> {
    let statement =
        |part, record, sources, texts| DatedStatement { entry: entry.id.clone(), part, record, sources, texts };
    let mut found: Vec<DatedStatement> = Vec::new();
    for claim in &entry.claims {
        let Some(verified) = &claim.verified else { continue };
        let sources = claim.sources.iter().map(|source| source.url.value.clone()).collect();
        let part = DatedPart::Claim(claim.id.value.clone());
        found.push(statement(part, DateRecord::of_check(verified), sources, texts_of_claim(entry, claim)));
    }
    if let Some(verified) = &entry.verified {
        let texts = if sentences == EntrySentences::Included { own_sentences(entry) } else { Vec::new() };
        found.push(statement(DatedPart::Entry, DateRecord::of_check(verified), Vec::new(), texts));
    }
    let approvals = entry.approvals.iter().enumerate();
    found.extend(approvals.map(|(index, approval)| {
        statement(DatedPart::Approval(index), DateRecord::of_approval(approval), Vec::new(), Vec::new())
    }));
    if let KindFields::Poc(poc) = &entry.kind_fields
        && let Some(agreed) = &poc.agreed
    {
        let record = DateRecord { on: agreed.value.clone(), ..DateRecord::default() };
        let criteria = poc.success_criteria.iter().chain(&poc.exit_criteria);
        let texts = criteria.map(|criterion| criterion.value.clone()).collect();
        let changes = poc.changes.iter().map(|change| change.value.clone()).collect();
        found.push(statement(DatedPart::Agreement, record, changes, texts));
    }
    found
}

/// Returns the text that the hash of a check covers: that of `claim`, or of the whole entry the sentences that are not
/// claims.
pub fn checked_text(entry: &Entry, claim: Option<&Claim>) -> String {
    claim.map_or_else(|| own_sentences(entry).join("\n"), |claim| claim.text.value.clone())
}

/// Returns the text of a claim, and the other sentences that cite it.
pub fn texts_of_claim(entry: &Entry, claim: &Claim) -> Vec<String> {
    let mut texts = vec![claim.text.value.clone()];
    let citing = entry.body.citations.iter().filter(|citation| citation.label.value == claim.id.value);
    for citation in citing.filter(|citation| citation.sentence != claim.text.span) {
        let sentence = entry.file.slice(citation.sentence).split_whitespace().collect::<Vec<_>>().join(" ");
        if !texts.contains(&sentence) {
            texts.push(sentence);
        }
    }
    texts
}

/// Returns the sentences of an entry that are not claims: those have dates of their own.
pub fn own_sentences(entry: &Entry) -> Vec<String> {
    let claims: BTreeSet<String> = sentences_with_dates(entry).map(folded).collect();
    // Folding every sentence of a library takes longer than all rules: the first word shows that most are not claims.
    let first_words: BTreeSet<Option<String>> = claims.iter().map(|claim| first_folded(claim)).collect();
    let is_claim = |sentence: &str| {
        !claims.is_empty() && first_words.contains(&first_folded(sentence)) && claims.contains(&folded(sentence))
    };
    Prose::sentences_of(entry).into_iter().filter(|sentence| !is_claim(sentence)).collect()
}

/// Returns a hash over everything that decides the [`own_sentences`] of `entry`.
pub(crate) fn own_sentences_hash(entry: &Entry) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    // The hash of the file is known, and that of the body, which is most of it, is not.
    hasher.update(entry.file.hash());
    hasher.update(&entry.body.span.start.to_le_bytes()).update(&entry.body.span.end.to_le_bytes());
    let fields: Vec<&str> = Prose::fields_of(entry).collect();
    hasher.update(&(fields.len() as u64).to_le_bytes());
    for text in fields.into_iter().chain(sentences_with_dates(entry)) {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    hasher.finalize().into()
}

/// Returns the texts of the claims of `entry`, and those of sentences that cite a footnote.
fn sentences_with_dates(entry: &Entry) -> impl Iterator<Item = &str> {
    let of_claims = entry.claims.iter().map(|claim| claim.text.value.as_str());
    let of_notes = entry.notes.iter().filter_map(|note| note.sentence.as_ref());
    of_claims.chain(of_notes.map(|sentence| sentence.value.as_str()))
}
