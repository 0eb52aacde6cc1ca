//! Term shards: sorted terms, each with its postings.
//!
//! ```text
//! header, number of terms, per term: shared prefix with the term before, rest of the term,
//!         number of documents, bytes of its postings; then all postings one after another
//! ```
//! A term is a stem, or a whole name: the stem of its first word, `!`, which sorts before all that stems contain, and the
//! words as they are written. So names stand right behind their first word, and always in the same file.

use std::ops::Range;

use super::{Family, LoadError};
use crate::bytes::{Reader, count, put_number, put_text, shared_prefix, size};
use crate::postings::{PostingList, Postings};
use crate::words::WordStemmer;

/// Separates the stem of a name's first word and the name.
pub(crate) const NAME_MARK: char = '!';

/// The term of a whole name, normalised as by [`crate::words::normalise`], or of the beginning of one.
pub(crate) fn name_term(stemmer: &WordStemmer, name: &str) -> String {
    let first = name.split(' ').next().unwrap_or("");
    let mut term = stemmer.stem(first);
    term.push(NAME_MARK);
    term.push_str(name);
    term
}

/// Writes a shard of terms, which must be sorted.
pub(crate) fn write(terms: &[(&str, &PostingList)]) -> Vec<u8> {
    let mut out = Family::Terms.header();
    put_number(&mut out, count(terms.len()));
    let mut before = "";
    for (term, list) in terms {
        put_shared(&mut out, before, term);
        put_number(&mut out, list.documents);
        put_number(&mut out, count(list.bytes.len()));
        before = term;
    }
    for (_, list) in terms {
        out.extend_from_slice(&list.bytes);
    }
    out
}

/// Appends `text` as what it shares with `before` and what follows.
pub(crate) fn put_shared(out: &mut Vec<u8>, before: &str, text: &str) {
    let shared = text.floor_char_boundary(shared_prefix(before.as_bytes(), text.as_bytes()));
    put_number(out, count(shared));
    put_text(out, text.get(shared..).unwrap_or(""));
}

/// Reads what [`put_shared`] wrote into `text`, which holds the text before.
pub(crate) fn take_shared(reader: &mut Reader<'_>, text: &mut String) -> Option<()> {
    let shared = size(reader.number()?);
    if !text.is_char_boundary(shared) {
        return None;
    }
    text.truncate(shared);
    text.push_str(reader.text()?);
    Some(())
}

/// A shard of terms in memory.
#[derive(Debug, Clone)]
pub(crate) struct TermShard {
    bytes: Vec<u8>,
    letters: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    letters: Range<u32>,
    documents: u32,
    postings: Range<u32>,
}

/// One term of a shard.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term<'a> {
    pub(crate) text: &'a str,
    /// How many documents have it.
    pub(crate) documents: u32,
    bytes: &'a [u8],
}

impl<'a> Term<'a> {
    pub(crate) fn postings(&self) -> Postings<'a> {
        Postings::new(self.bytes)
    }
}

impl TermShard {
    pub(crate) fn read(bytes: Vec<u8>) -> Result<Self, LoadError> {
        let mut reader = Family::Terms.open(&bytes)?;
        let (letters, entries) = Self::read_entries(&mut reader, bytes.len()).ok_or(LoadError::Broken)?;
        Ok(Self { bytes, letters, entries })
    }

    fn read_entries(reader: &mut Reader<'_>, length: usize) -> Option<(String, Vec<Entry>)> {
        let terms = reader.items()?;
        let mut letters = String::new();
        let mut entries = Vec::with_capacity(terms);
        let mut text = String::new();
        let mut postings_end = 0_u32;
        for _ in 0..terms {
            take_shared(reader, &mut text)?;
            let start = count(letters.len());
            letters.push_str(&text);
            let documents = reader.number()?;
            let postings_start = postings_end;
            postings_end = postings_end.checked_add(reader.number()?)?;
            let postings = postings_start..postings_end;
            entries.push(Entry { letters: start..count(letters.len()), documents, postings });
        }
        let base = count(length - reader.left());
        for entry in &mut entries {
            entry.postings = base.checked_add(entry.postings.start)?..base.checked_add(entry.postings.end)?;
        }
        (size(postings_end) == reader.left()).then_some((letters, entries))
    }

    fn text(&self, entry: &Entry) -> &str {
        self.letters.get(size(entry.letters.start)..size(entry.letters.end)).unwrap_or("")
    }

    fn term(&self, entry: &Entry) -> Term<'_> {
        let bytes = self.bytes.get(size(entry.postings.start)..size(entry.postings.end)).unwrap_or(&[]);
        Term { text: self.text(entry), documents: entry.documents, bytes }
    }

    /// The term with exactly this text.
    pub(crate) fn find(&self, text: &str) -> Option<Term<'_>> {
        let at = self.entries.binary_search_by(|entry| self.text(entry).cmp(text)).ok()?;
        self.entries.get(at).map(|entry| self.term(entry))
    }

    /// The terms that begin with `prefix`, in order.
    pub(crate) fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = Term<'a>> {
        let from = self.entries.partition_point(|entry| self.text(entry) < prefix);
        let following = self.entries.get(from..).unwrap_or(&[]);
        following.iter().map(|entry| self.term(entry)).take_while(move |term| term.text.starts_with(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postings::Posting;

    fn shard() -> Vec<u8> {
        let lists: Vec<PostingList> = (1..=3)
            .map(|documents| {
                let mut list = PostingList::default();
                (0..documents).for_each(|document| list.push(&Posting { document, body: 3, ..Posting::default() }));
                list
            })
            .collect();
        let terms = ["vault", "vault!vault door", "vaulté"];
        write(&terms.into_iter().zip(&lists).collect::<Vec<_>>())
    }

    #[test]
    fn terms_are_found() {
        let shard = TermShard::read(shard()).unwrap();
        let door = shard.find("vault!vault door").unwrap();
        let mut postings = door.postings();
        let documents: Vec<u32> = std::iter::from_fn(|| postings.next().map(|posting| posting.document)).collect();
        assert_eq!((door.documents, documents), (2, vec![0, 1]));
        assert_eq!(shard.beginning_with("vault").count(), 3);
        assert!(shard.find("vau").is_none());
    }

    #[test]
    fn a_cut_shard_is_broken() {
        let whole = shard();
        for length in 5..whole.len() {
            assert_eq!(TermShard::read(whole[..length].to_vec()).err(), Some(LoadError::Broken), "cut at {length}");
        }
    }
}
