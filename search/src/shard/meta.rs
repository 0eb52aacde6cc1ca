//! The shard that is read first: how much there is, and in which shard to look for it.

use super::facets;
use super::{Family, LoadError};
use crate::bytes::{Reader, count, put_number, put_text, size};

/// What an engine must know before it can ask for anything else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    /// Number of documents; they are numbered from 0, by kind and then by id.
    pub(crate) documents: u32,
    /// Documents per result block.
    pub(crate) block_size: u32,
    /// The kinds, each with its first document.
    pub(crate) kinds: Vec<(String, u32)>,
    /// The facets, sorted.
    pub(crate) facets: Vec<String>,
    /// What each term shard begins with: not above its first term, above the last term of the shard before.
    pub(crate) term_bounds: Vec<String>,
    /// The first key of each shard of [`Family::Front`] and of [`Family::Back`].
    pub(crate) spelling: [Vec<String>; 2],
    /// The hashes of the shards of each family of [`Family::LISTED`].
    pub(crate) hashes: [Vec<u32>; 5],
    /// The page of comparisons, if there is one.
    pub(crate) comparison: Option<u32>,
    /// Groups of phrases that mean the same, as stems joined by blanks.
    pub(crate) synonyms: Vec<Vec<String>>,
    /// Phrases that are typed, and the terms that are searched too, as stems joined by blanks.
    pub(crate) wordings: Vec<[Vec<String>; 2]>,
}

impl Meta {
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = Family::Meta.header();
        put_number(&mut out, self.documents);
        put_number(&mut out, self.block_size);
        put_number(&mut out, count(self.kinds.len()));
        for (kind, first) in &self.kinds {
            put_text(&mut out, kind);
            put_number(&mut out, *first);
        }
        put_texts(&mut out, &self.facets);
        put_texts(&mut out, &self.term_bounds);
        self.spelling.iter().for_each(|keys| put_texts(&mut out, keys));
        for hashes in &self.hashes {
            put_number(&mut out, count(hashes.len()));
            for hash in hashes {
                out.extend(hash.to_be_bytes().into_iter().skip(1));
            }
        }
        put_number(&mut out, self.comparison.map_or(0, |document| document + 1));
        put_number(&mut out, count(self.synonyms.len()));
        self.synonyms.iter().for_each(|group| put_texts(&mut out, group));
        put_number(&mut out, count(self.wordings.len()));
        self.wordings.iter().flatten().for_each(|phrases| put_texts(&mut out, phrases));
        out
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        let mut reader = Family::Meta.open(bytes)?;
        Self::read_fields(&mut reader).filter(|meta| reader.is_empty() && meta.block_size > 0).ok_or(LoadError::Broken)
    }

    fn read_fields(reader: &mut Reader<'_>) -> Option<Self> {
        let (documents, block_size) = (reader.number()?, reader.number()?);
        let kinds =
            (0..reader.items()?).map(|_| Some((reader.text()?.to_owned(), reader.number()?))).collect::<Option<_>>()?;
        let (facets, term_bounds) = (take_texts(reader)?, take_texts(reader)?);
        let spelling = [take_texts(reader)?, take_texts(reader)?];
        let mut hashes = <[Vec<u32>; 5]>::default();
        for hashes in &mut hashes {
            for _ in 0..reader.items()? {
                hashes.push(reader.take(3)?.iter().fold(0, |hash, byte| hash << 8 | u32::from(*byte)));
            }
        }
        let comparison = reader.number()?.checked_sub(1);
        let synonyms = (0..reader.items()?).map(|_| take_texts(reader)).collect::<Option<_>>()?;
        let mut wordings = Vec::new();
        for _ in 0..reader.items()? {
            wordings.push([take_texts(reader)?, take_texts(reader)?]);
        }
        Some(Self {
            documents,
            block_size,
            kinds,
            facets,
            term_bounds,
            spelling,
            hashes,
            comparison,
            synonyms,
            wordings,
        })
    }

    /// The hashes of the shards of `family`.
    pub(crate) fn hashes(&self, family: Family) -> &[u32] {
        let at = Family::LISTED.iter().position(|listed| *listed == family);
        at.and_then(|at| self.hashes.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The shard that holds `term`, if any does.
    pub(crate) fn term_shard(&self, term: &str) -> usize {
        self.term_bounds.partition_point(|bound| bound.as_str() <= term).saturating_sub(1)
    }

    /// The shard of [`Family::Front`] or [`Family::Back`] for words with this key.
    pub(crate) fn spelling_shard(&self, family: Family, key: &str) -> usize {
        let [front, back] = &self.spelling;
        let keys = if family == Family::Back { back } else { front };
        keys.partition_point(|bound| bound.as_str() <= key).saturating_sub(1)
    }

    /// How many shards each facet has.
    pub(crate) fn facet_shards(&self) -> usize {
        size(self.documents.div_ceil(facets::DOCUMENTS))
    }

    /// The number of the kind that `document` has.
    pub(crate) fn kind(&self, document: u32) -> usize {
        self.kinds.partition_point(|(_, first)| *first <= document).saturating_sub(1)
    }
}

fn put_texts(out: &mut Vec<u8>, texts: &[String]) {
    put_number(out, count(texts.len()));
    for text in texts {
        put_text(out, text);
    }
}

fn take_texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    (0..reader.items()?).map(|_| reader.text().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_comes_back_and_finds_shards() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let meta = Meta {
            documents: 20_000,
            block_size: 25,
            kinds: vec![("answer".into(), 0), ("demo".into(), 15_000)],
            facets: texts(&["product"]),
            term_bounds: texts(&["", "ke", "v"]),
            spelling: [texts(&["a", "m"]), texts(&["a"])],
            hashes: [vec![1, 0xff_ffff], vec![], vec![7], vec![], vec![]],
            comparison: Some(0),
            synonyms: vec![texts(&["sso", "singl sign on"])],
            wordings: vec![[texts(&["hack"]), texts(&["breach"])]],
        };
        assert_eq!(Meta::read(&meta.write()), Ok(meta.clone()));
        assert_eq!(["apple", "ke", "key", "vault"].map(|term| meta.term_shard(term)), [0, 1, 1, 2]);
        assert_eq!((meta.kind(14_999), meta.kind(15_000), meta.facet_shards()), (0, 1, 2));
        assert_eq!(meta.spelling_shard(Family::Front, "z"), 1);
    }
}
