//! Shards that a query needs and that are not loaded.

use crate::shard::Family;
use crate::shard::meta::Meta;
use std::collections::BTreeSet;

/// Shards that a look-up needed and that are not loaded.
#[derive(Debug, Clone, Default)]
pub(crate) struct MissingShards {
    shards: BTreeSet<(char, usize)>,
    /// The number of look-ups that needed one, repetitions included.
    misses: usize,
}

impl MissingShards {
    pub(crate) fn is_empty(&self) -> bool {
        self.shards.is_empty()
    }

    /// Rises with each look-up that needs a missing shard; its result is not known then.
    pub(crate) fn misses(&self) -> usize {
        self.misses
    }

    /// Their names, sorted by family and number.
    pub(crate) fn names(&self, meta: &Meta) -> Vec<String> {
        let family = |letter| Family::LISTED.into_iter().find(|family| family.letter() == letter);
        let named = self.shards.iter().filter_map(|(letter, number)| {
            let family = family(*letter)?;
            Some(family.name(*number, *meta.hashes(family).get(*number)?))
        });
        named.collect()
    }

    /// The shard at `number` of `shards`; recorded as missing if it is not loaded.
    pub(crate) fn get<'a, T>(&mut self, shards: &'a [Option<T>], family: Family, number: usize) -> Option<&'a T> {
        let slot = shards.get(number)?;
        if slot.is_none() {
            self.shards.insert((family.letter(), number));
            self.misses += 1;
        }
        slot.as_ref()
    }
}
