//! Documents that an earlier build cut into words, for the next one.
//!
//! ```text
//! lexicon, number of documents, per document: key, length of its part; then the parts
//! part = beginning of the body, names, titles, lengths of wordings, length of the body, words by number
//! ```
//! The bytes are trusted: who keeps them makes sure that they are those that were written, by the same program.

use crate::analysed::{Analysed, Analysis, Words};
use crate::bytes::{Reader, count, put_number, put_text, size};
use crate::document::Document;
use crate::lexicon::{Lexicon, Usage};
use crate::numbered::{NumberedWord, WordReader, WordWriter};
use std::ops::Range;

/// The length of a key.
const KEY: usize = 32;
/// What part of the words may be used by no document, before they are left out.
const UNUSED: usize = 8;
/// The number of unused words that may stay in any case.
const FEW: usize = 64;

/// Documents that an earlier build analysed, by their keys.
#[derive(Debug, Default)]
pub struct KeptDocuments {
    lexicon: Lexicon,
    /// Where the part of each is, by key.
    parts: Vec<([u8; KEY], Range<usize>)>,
    bytes: Vec<u8>,
}

impl KeptDocuments {
    /// Reads what [`crate::build_keeping`] wrote; `None` if it is broken.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = Reader::new(&bytes);
        let lexicon = Lexicon::read(&mut reader)?;
        let documents = reader.items()?;
        let mut parts = Vec::with_capacity(documents);
        let mut end = 0_usize;
        for _ in 0..documents {
            let key = <[u8; KEY]>::try_from(reader.take(KEY)?).ok()?;
            let start = end;
            end = end.checked_add(size(reader.number()?))?;
            parts.push((key, start..end));
        }
        let base = bytes.len() - reader.left();
        if end != reader.left() {
            return None;
        }
        for (_, part) in &mut parts {
            *part = base + part.start..base + part.end;
        }
        parts.sort_unstable_by_key(|(key, _)| *key);
        Some(Self { lexicon, parts, bytes })
    }

    /// Analyses `document` as [`crate::analyse`] does, from what is known under `key`; its body is not looked at.
    ///
    /// # Errors
    /// The document, if nothing is known under this key.
    pub fn analysed(&self, key: [u8; KEY], document: Document) -> Result<Analysed, Box<Document>> {
        let known = self.parts.binary_search_by_key(&key, |(key, _)| *key).ok().and_then(|at| self.parts.get(at));
        let part = known.and_then(|(_, part)| self.bytes.get(part.clone()));
        match part.and_then(read_part) {
            Some(analysis) => Ok(Analysed::of(document, analysis).kept_under(key)),
            None => Err(Box::new(document)),
        }
    }

    /// Whether those of `documents` that have keys are all that is here.
    pub(crate) fn are(&self, documents: &[Analysed]) -> bool {
        let mut keys: Vec<_> = documents.iter().filter_map(|document| document.key).collect();
        keys.sort_unstable();
        keys.iter().eq(self.parts.iter().map(|(key, _)| key))
    }

    pub(crate) fn into_lexicon(self) -> Lexicon {
        self.lexicon
    }

    /// Writes those of `documents` that have keys, whose words are the first of `lexicon`, those with a `usage`; `None` if
    /// there are none.
    pub(crate) fn write(documents: &[Analysed], lexicon: &Lexicon, usage: &[Usage]) -> Option<Vec<u8>> {
        let is_used = |number: usize| usage.get(number).is_some_and(|usage| usage.documents > 0);
        let unused = (0..usage.len()).filter(|number| !is_used(*number)).count();
        let renumbering = (unused > usage.len() / UNUSED + FEW).then(|| {
            let mut next = 0;
            let number = |number| {
                let own = next;
                next += u32::from(is_used(number));
                own
            };
            (0..usage.len()).map(number).collect::<Vec<u32>>()
        });
        let mut keyed: Vec<([u8; KEY], &Analysed)> =
            documents.iter().filter_map(|document| Some((document.key?, document))).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.dedup_by_key(|(key, _)| *key);
        if keyed.is_empty() {
            return None;
        }
        let (mut head, mut parts) = (Vec::new(), Vec::new());
        lexicon.write(&mut head, |number| number < usage.len() && (renumbering.is_none() || is_used(number)));
        put_number(&mut head, count(keyed.len()));
        for (key, document) in keyed {
            let start = parts.len();
            write_part(&mut parts, document, renumbering.as_deref());
            head.extend_from_slice(&key);
            put_number(&mut head, count(parts.len() - start));
        }
        head.append(&mut parts);
        Some(head)
    }
}

fn write_part(out: &mut Vec<u8>, document: &Analysed, renumbering: Option<&[u32]>) {
    put_text(out, &document.card.text);
    for texts in [&document.names, &document.titles] {
        put_number(out, count(texts.len()));
        for text in texts {
            put_text(out, text);
        }
    }
    put_number(out, count(document.wordings.len()));
    for length in &document.wordings {
        put_number(out, *length);
    }
    put_number(out, document.body_length);
    match renumbering {
        None => out.extend_from_slice(document.numbered_words()),
        Some(numbers) => out.extend_from_slice(&renumbered(document.numbered_words(), numbers)),
    }
}

/// The same words with the numbers that `numbers` gives for theirs, which ascend too.
fn renumbered(words: &[u8], numbers: &[u32]) -> Box<[u8]> {
    let (mut reader, mut writer, mut positions) = (WordReader::new(words), WordWriter::default(), Vec::new());
    while let Some(word) = reader.next(&mut positions) {
        if let Some(number) = numbers.get(size(word.number)) {
            writer.put(NumberedWord { number: *number, ..word }, &positions);
        }
    }
    writer.finish()
}

fn read_part(part: &[u8]) -> Option<Analysis> {
    let mut reader = Reader::new(part);
    let text = reader.text()?.to_owned();
    let mut texts = || (0..reader.items()?).map(|_| reader.text().map(str::to_owned)).collect::<Option<Vec<_>>>();
    let (names, titles) = (texts()?, texts()?);
    let wordings = (0..reader.items()?).map(|_| reader.number()).collect::<Option<Vec<_>>>()?;
    let body_length = reader.number()?;
    let words = Words::Numbered(reader.take(reader.left())?.into());
    Some(Analysis { text, names, titles, wordings, body_length, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysed::analyse;
    use crate::build::{Built, build_from, build_keeping};
    use crate::document::Synonyms;

    /// The texts of a library; the key of a document is its text.
    fn documents(texts: &[String]) -> Vec<([u8; KEY], Document)> {
        let document = |(number, text): (usize, &String)| {
            let mut key = [0; KEY];
            key.iter_mut().zip(format!("{number} {text}").bytes().rev()).for_each(|(to, from)| *to = from);
            let names = if number == 3 { vec!["Vault Door".to_owned()] } else { Vec::new() };
            let (id, title) = (format!("d{number:03}"), format!("Title {number} of {text}"));
            (key, Document { id, kind: "page".into(), title, body: text.repeat(3), names, ..Document::default() })
        };
        texts.iter().enumerate().map(document).collect()
    }

    /// Builds from `kept`, which must know all but `new` documents.
    fn rebuilt(texts: &[String], kept: Option<Vec<u8>>, new: usize) -> Option<Vec<u8>> {
        let kept = kept.map_or_else(KeptDocuments::default, |bytes| KeptDocuments::read(bytes).expect("whole"));
        let mut analysed = Vec::new();
        let mut missed = 0;
        for (key, document) in documents(texts) {
            let bodiless = Document { body: String::new(), ..document.clone() };
            analysed.push(kept.analysed(key, bodiless).unwrap_or_else(|_| {
                missed += 1;
                analyse(document).kept_under(key)
            }));
        }
        assert_eq!(missed, new);
        let Built { shards, kept } = build_keeping(analysed, &Synonyms::default(), kept);
        let clean = documents(texts).into_iter().map(|(_, document)| analyse(document)).collect();
        assert_eq!(shards, build_from(clean, &Synonyms::default()));
        kept
    }

    #[test]
    fn an_index_of_recalled_documents_is_the_one_of_a_clean_build() {
        let mut texts: Vec<String> = (0..200).map(|n| format!("Vaults number{n} and word{}; ", n % 7)).collect();
        let first = rebuilt(&texts, None, 200);
        assert_eq!(rebuilt(&texts, first.clone(), 0), None, "nothing new");
        texts[7] = "Gondolas and vaults. ".to_owned();
        let second = rebuilt(&texts, first, 1);
        texts.truncate(190);
        let third = rebuilt(&texts, second, 0);
        texts.push("Kites. ".to_owned());
        rebuilt(&texts, third, 1);
    }

    #[test]
    fn words_that_no_document_has_any_more_are_forgotten_at_last() {
        let texts: Vec<String> = (0..400).map(|n| format!("word{n} vault ")).collect();
        let all = rebuilt(&texts, None, 400).expect("documents");
        let half = rebuilt(&texts[..200], Some(all.clone()), 0).expect("fewer documents");
        let words = |bytes: &[u8]| KeptDocuments::read(bytes.to_vec()).expect("whole").lexicon.len();
        let (of_all, of_half) = (words(&all), words(&half));
        assert!(of_all > 800 && of_half < of_all / 2 + 10, "{of_all} and {of_half}");
        assert_eq!(rebuilt(&texts[..200], Some(half), 0), None);
        let most = rebuilt(&texts[..390], Some(all), 0).expect("fewer documents");
        assert_eq!(words(&most), of_all, "a few stay");
    }

    #[test]
    fn words_of_documents_without_a_key_are_not_kept() {
        let texts = ["Vaults. ".to_owned(), "Hydrofoils. ".to_owned(), "Doors. ".to_owned()];
        let analysed = documents(&texts).into_iter().map(|(key, document)| {
            let is_kept = !document.body.contains("Hydrofoils");
            let analysed = analyse(document);
            if is_kept { analysed.kept_under(key) } else { analysed }
        });
        let built = build_keeping(analysed.collect(), &Synonyms::default(), KeptDocuments::default());
        let kept = KeptDocuments::read(built.kept.expect("documents")).expect("whole");
        let words: Vec<&str> = kept.lexicon.words().map(|(word, _)| word).collect();
        assert_eq!(words, ["title", "0", "of", "vaults", "2", "doors"]);
        rebuilt(&texts, Some(kept.bytes), 1);
    }

    #[test]
    fn what_is_cut_off_is_not_read() {
        let bytes = rebuilt(&["Vaults. ".to_owned(), "Doors. ".to_owned()], None, 2).expect("documents");
        for length in 0..bytes.len() {
            assert!(KeptDocuments::read(bytes[..length].to_vec()).is_none(), "cut at {length}");
        }
    }
}
