//! Entries that an earlier build cut into words.
//!
//! They are one artefact for the readers of a build: documents with numbered words, each under a hash of all its texts. An
//! entry with a credential, or of a competitor whose file holds one, is not kept.

use super::document::{body_spans, document_without_body, whole_body};
use crate::artefacts::{ArtefactKey, Artefacts};
use crate::config::Settings;
use crate::entry::Entry;
use crate::freshness::EntryAges;
use crate::secrets::holds_secret;
use crate::visibility::VisibleLibrary;
use fieldbook_search::{Analysed, Document, KeptDocuments, Shard, Synonyms, analyse, build_keeping};

/// What is known of the entries of a library.
pub(super) struct KnownEntries<'a> {
    artefacts: &'a Artefacts,
    library: &'a VisibleLibrary,
    key: ArtefactKey,
    kept: KeptDocuments,
}

impl<'a> KnownEntries<'a> {
    /// Recalls what earlier builds with the same settings, for the same readers, kept.
    pub(super) fn new(artefacts: &'a Artefacts, library: &'a VisibleLibrary, settings: &Settings) -> Self {
        let readers = library.readers();
        let scope = format!("{:?} {:?}", readers.audience(), readers.customer());
        let key = ArtefactKey::of("search documents", &[settings.file.hash(), scope.as_bytes()]);
        let kept = artefacts.recall(&key, |bytes| KeptDocuments::read(bytes.to_vec())).unwrap_or_default();
        Self { artefacts, library, key, kept }
    }

    /// Returns `entry` as a document, analysed.
    pub(super) fn analysed(&self, entry: &Entry, ages: &EntryAges) -> Analysed {
        let document = document_without_body(entry, self.library, ages);
        if !self.artefacts.are_kept() {
            return analyse(Document { body: whole_body(entry), ..document });
        }
        let key = document_key(entry, &document);
        self.kept.analysed(key, document).unwrap_or_else(|document| {
            let analysed = analyse(Document { body: whole_body(entry), ..*document });
            if self.is_clean(entry) { analysed.kept_under(key) } else { analysed }
        })
    }

    /// Builds the index of `documents`, and keeps those that [`KnownEntries::analysed`] returned.
    pub(super) fn build(self, documents: Vec<Analysed>, synonyms: &Synonyms) -> Vec<Shard> {
        let built = build_keeping(documents, synonyms, self.kept);
        if let Some(bytes) = built.kept {
            self.artefacts.keep(self.key, bytes);
        }
        built.shards
    }

    /// Whether no file that the document of `entry` has texts of holds a credential.
    fn is_clean(&self, entry: &Entry) -> bool {
        let is_clean = |entry: &Entry| !holds_secret(entry.file.text()) && !holds_secret(entry.file.path());
        is_clean(entry) && self.library.competitor_of(entry).is_none_or(|competitor| is_clean(competitor))
    }
}

/// Returns a hash over all that is cut into words in the document of `entry`, which has no body yet.
fn document_key(entry: &Entry, document: &Document) -> [u8; 32] {
    #[rustfmt::skip]
    let Document {
        id, title, alternates, tags, summary, facets, names, second_names, controls,
        // What is shown, and not searched, is taken from the entry each time.
        kind: _, url: _, comparison: _, states: _,
        // What decides it follows.
        body: _,
    } = document;
    let mut texts = Texts(Vec::with_capacity(1 << 10));
    texts.add([id, title, summary]);
    for list in [alternates, tags, names, second_names, controls] {
        texts.add(list);
    }
    texts.add(facets.iter().flat_map(|(name, value)| [name, value]));
    texts.add(entry.claims.iter().map(|claim| &claim.text.value));
    for span in body_spans(entry) {
        let place = span.map_or([u32::MAX; 2], |span| [span.start, span.end]);
        texts.0.extend(place.iter().flat_map(|number| number.to_le_bytes()));
    }
    texts.0.extend_from_slice(entry.file.hash());
    *blake3::hash(&texts.0).as_bytes()
}

/// Texts one after another; the boundaries between them and between lists count.
struct Texts(Vec<u8>);

impl Texts {
    fn add<'a>(&mut self, list: impl IntoIterator<Item = &'a String>) {
        for text in list {
            self.0.extend_from_slice(&(text.len() as u64).to_le_bytes());
            self.0.extend_from_slice(text.as_bytes());
        }
        self.0.extend_from_slice(&u64::MAX.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_of_texts_and_lists_count() {
        let bytes = |lists: &[&[&str]]| {
            let mut texts = Texts(Vec::new());
            for list in lists {
                texts.add(&list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
            }
            texts.0
        };
        let all = [
            bytes(&[&["ab", "c"], &[]]),
            bytes(&[&["a", "bc"], &[]]),
            bytes(&[&["ab"], &["c"]]),
            bytes(&[&[], &["ab", "c"]]),
            bytes(&[&["ab", "c"]]),
        ];
        for (index, one) in all.iter().enumerate() {
            assert_eq!(all.iter().position(|other| other == one), Some(index));
        }
    }
}
