//! The index of documents.

use super::files::Files;
use super::lists::invert;
use crate::analysed::{Analysed, analyse};
use crate::bytes::count;
use crate::document::{Document, Synonyms, Wording};
use crate::fillers::carrying_stems;
use crate::kept_documents::KeptDocuments;
use crate::shard::Shard;
use crate::shard::meta::Meta;
use crate::words::{WordStemmer, stems};

/// An index, and what the next build may use of it.
#[derive(Debug)]
pub struct Built {
    /// The first one is [`Shard::META`].
    pub shards: Vec<Shard>,
    /// The bytes of [`KeptDocuments`] with all documents that have a key; `None` if they are those that were recalled.
    pub kept: Option<Vec<u8>>,
}

/// Builds an index of `documents`. Callers with several threads call [`analyse`] on each and then
/// [`build_from`], which gives the same bytes.
pub fn build(documents: &[Document], synonyms: &Synonyms) -> Vec<Shard> {
    build_from(documents.iter().cloned().map(analyse).collect(), synonyms)
}

/// Builds an index of analysed documents, whose ids must be distinct. The first shard is [`Shard::META`].
pub fn build_from(documents: Vec<Analysed>, synonyms: &Synonyms) -> Vec<Shard> {
    build_keeping(documents, synonyms, KeptDocuments::default()).shards
}

/// Builds an index as [`build_from`] does, with the same bytes. Documents that were recalled must be of `kept`.
pub fn build_keeping(mut documents: Vec<Analysed>, synonyms: &Synonyms, kept: KeptDocuments) -> Built {
    documents.sort_by(|a, b| (&a.card.kind, &a.card.id).cmp(&(&b.card.kind, &b.card.id)));
    let is_kept = kept.are(&documents);
    let mut lexicon = kept.into_lexicon();
    let stemmer = WordStemmer::new();
    // Words that only documents without a key have come last, and are not kept: their texts may be secret.
    for document in documents.iter_mut().filter(|document| document.key.is_some()) {
        document.number_words(|word| lexicon.word(&stemmer, word));
    }
    let kept_words = lexicon.len();
    for document in &mut documents {
        document.number_words(|word| lexicon.word(&stemmer, word));
    }
    let inverted = invert(&documents, &mut lexicon);
    let usage = inverted.usage.get(..kept_words).unwrap_or_default();
    let kept = (!is_kept).then(|| KeptDocuments::write(&documents, &lexicon, usage)).flatten();
    let mut files = Files::default();
    let mut meta = Meta {
        documents: count(documents.len()),
        kinds: kinds(&documents),
        comparison: comparison(&documents),
        synonyms: phrases(synonyms),
        wordings: wordings(synonyms),
        ..Meta::default()
    };
    documents.iter_mut().for_each(Analysed::forget_words);
    files.terms(&mut meta, &lexicon, &inverted.lists);
    files.spelling(&mut meta, &lexicon, &inverted.usage);
    drop(inverted);
    files.facets(&mut meta, &documents);
    files.blocks(&mut meta, &documents);
    Built { shards: files.finish(meta), kept }
}

/// The page of comparisons.
fn comparison(documents: &[Analysed]) -> Option<u32> {
    (0_u32..).zip(documents).find(|(_, document)| document.is_comparison).map(|(number, _)| number)
}

/// What is typed for terms, both as stems, sorted.
fn wordings(synonyms: &Synonyms) -> Vec<[Vec<String>; 2]> {
    let sorted = |phrases: &[String], stems: &dyn Fn(&str) -> String| {
        let mut phrases: Vec<String> = phrases.iter().map(|phrase| stems(phrase)).collect();
        phrases.retain(|phrase| !phrase.is_empty());
        phrases.sort();
        phrases.dedup();
        phrases
    };
    let mut wordings: Vec<[Vec<String>; 2]> = Vec::new();
    for Wording { typed, terms } in &synonyms.wordings {
        let typed = sorted(typed, &|phrase| carrying_stems(phrase).join(" "));
        let terms = sorted(terms, &|term| stems(term).join(" "));
        if !typed.is_empty() && !terms.is_empty() {
            wordings.push([typed, terms]);
        }
    }
    wordings.sort();
    wordings.dedup();
    wordings
}

/// Each kind with its first document.
fn kinds(documents: &[Analysed]) -> Vec<(String, u32)> {
    let mut kinds: Vec<(String, u32)> = Vec::new();
    for (number, document) in (0_u32..).zip(documents) {
        if kinds.last().is_none_or(|(kind, _)| *kind != document.card.kind) {
            kinds.push((document.card.kind.clone(), number));
        }
    }
    kinds
}

/// The groups as stems, sorted; groups with fewer than two different phrases are left out.
fn phrases(synonyms: &Synonyms) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    for group in &synonyms.groups {
        let mut phrases: Vec<String> = group.iter().map(|phrase| stems(phrase).join(" ")).collect();
        phrases.retain(|phrase| !phrase.is_empty());
        phrases.sort();
        phrases.dedup();
        if phrases.len() > 1 {
            groups.push(phrases);
        }
    }
    groups.sort();
    groups.dedup();
    groups
}
