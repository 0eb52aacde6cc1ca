//! The loaded shards of an index, and look-ups in them.

use crate::bytes::size;
use crate::missing_shards::MissingShards;
use crate::shard::blocks::{Block, Shown};
use crate::shard::facets::{self, Value};
use crate::shard::meta::Meta;
use crate::shard::spelling::{SpellingShard, key};
use crate::shard::terms::{Term, TermShard};
use crate::shard::{Family, LoadError};
use crate::synonym_phrases::SynonymPhrases;
use crate::words::WordStemmer;

/// The shards that are loaded, by family and number.
#[derive(Debug, Clone)]
pub(crate) struct LoadedShards {
    pub(crate) meta: Meta,
    pub(crate) synonyms: SynonymPhrases,
    terms: Vec<Option<TermShard>>,
    front: Vec<Option<SpellingShard>>,
    back: Vec<Option<SpellingShard>>,
    facets: Vec<Option<Vec<Value>>>,
    blocks: Vec<Option<Block>>,
}

impl LoadedShards {
    pub(crate) fn new(meta: Meta) -> Self {
        let places = |family| meta.hashes(family).len();
        Self {
            terms: vec![None; places(Family::Terms)],
            front: vec![None; places(Family::Front)],
            back: vec![None; places(Family::Back)],
            facets: vec![None; places(Family::Facets)],
            blocks: vec![None; places(Family::Results)],
            synonyms: SynonymPhrases::new(&meta.synonyms, &meta.wordings),
            meta,
        }
    }

    /// Puts a shard in its place.
    pub(crate) fn load(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), LoadError> {
        let (family, number) = self.place(name).ok_or(LoadError::Unknown)?;
        match family {
            Family::Terms => put(&mut self.terms, number, TermShard::read(bytes)?),
            Family::Front => put(&mut self.front, number, SpellingShard::read(family, bytes)?),
            Family::Back => put(&mut self.back, number, SpellingShard::read(family, bytes)?),
            Family::Facets => put(&mut self.facets, number, facets::read(&bytes)?),
            Family::Results => put(&mut self.blocks, number, Block::read(&bytes)?),
            Family::Meta => return Err(LoadError::Unknown),
        }
        Ok(())
    }

    /// The family and number of a name that this index has.
    fn place(&self, name: &str) -> Option<(Family, usize)> {
        let family = Family::LISTED.into_iter().find(|family| name.starts_with(family.letter()))?;
        let number: usize = name.get(1..)?.split('-').next()?.parse().ok()?;
        let hash = *self.meta.hashes(family).get(number)?;
        (family.name(number, hash) == name).then_some((family, number))
    }

    /// The term with this text.
    pub(crate) fn term(&self, text: &str, missing: &mut MissingShards) -> Option<Term<'_>> {
        missing.get(&self.terms, Family::Terms, self.meta.term_shard(text))?.find(text)
    }

    /// The terms that begin with `prefix`, from at most `most_shards` shards.
    pub(crate) fn terms_beginning<'a>(
        &'a self,
        prefix: &'a str,
        most_shards: usize,
        missing: &mut MissingShards,
    ) -> Vec<Term<'a>> {
        let first = self.meta.term_shard(prefix);
        let bounds = self.meta.term_bounds.iter().skip(first + 1);
        let following = bounds.take_while(|bound| bound.starts_with(prefix) || bound.as_str() < prefix).count();
        let shards = (first..=first + following).take(most_shards);
        let loaded: Vec<&TermShard> =
            shards.filter_map(|number| missing.get(&self.terms, Family::Terms, number)).collect();
        loaded.into_iter().flat_map(|shard| shard.beginning_with(prefix)).collect()
    }

    /// Calls `take` with the words that may have been meant by `word`, and their weights; a word may come twice.
    pub(crate) fn each_similar(&self, word: &str, missing: &mut MissingShards, mut take: impl FnMut(&str, u8)) {
        let stem = WordStemmer::new().stem(word);
        for family in [Family::Front, Family::Back] {
            let number = self.meta.spelling_shard(family, key(family, word, &stem));
            let shards = if family == Family::Back { &self.back } else { &self.front };
            if let Some(shard) = missing.get(shards, family, number) {
                shard.each_word(&mut take);
            }
        }
    }

    /// The values of the facet with this number in `meta`, over all documents, merged by value.
    pub(crate) fn facet(&self, facet: usize, missing: &mut MissingShards) -> Vec<Value> {
        let shards = self.meta.facet_shards();
        let mut values: Vec<Value> = Vec::new();
        for number in facet * shards..(facet + 1) * shards {
            for (value, runs) in missing.get(&self.facets, Family::Facets, number).into_iter().flatten() {
                match values.binary_search_by(|(known, _)| known.cmp(value)) {
                    Ok(at) => values.get_mut(at).into_iter().for_each(|(_, known)| known.extend_from_slice(runs)),
                    Err(at) => values.insert(at, (value.clone(), runs.clone())),
                }
            }
        }
        values
    }

    /// What the result of `document` shows.
    pub(crate) fn shown(&self, document: u32, missing: &mut MissingShards) -> Option<Shown> {
        let block = missing.get(&self.blocks, Family::Results, size(document / self.meta.block_size))?;
        let (mut card, facets) = block.card(size(document % self.meta.block_size))?;
        card.kind.clone_from(&self.meta.kinds.get(self.meta.kind(document))?.0);
        Some((card, facets))
    }
}

fn put<T>(shards: &mut [Option<T>], number: usize, shard: T) {
    if let Some(slot) = shards.get_mut(number) {
        *slot = Some(shard);
    }
}
