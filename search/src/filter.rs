//! Facets: which documents pass, and how many have each value.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::merged;
use crate::query::Query;
use crate::results::FacetCounts;
use crate::shard::facets::Value;

/// The facet that every document has without saying so.
const KIND: &str = "kind";

/// The documents that a query's facets let pass.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// For each requested facet, the documents that have one of the values, as ascending runs.
    passes: Vec<(String, Vec<Range<u32>>)>,
}

impl Filter {
    pub(crate) fn new(shards: &LoadedShards, query: &Query, missing: &mut MissingShards) -> Self {
        let wanted = query.facets.iter().filter(|(_, values)| !values.is_empty());
        let passes = wanted.map(|(name, wanted)| (name.clone(), passes(shards, name, wanted, missing)));
        Self { passes: passes.collect() }
    }

    /// True if `document` has, for every requested facet, one of the values.
    pub(crate) fn allows(&self, document: u32) -> bool {
        self.passes.iter().all(|(_, runs)| contains(runs, document))
    }

    /// The same, one facet left aside: what choosing another of its values would find.
    fn allows_but_for(&self, facet: &str, document: u32) -> bool {
        self.passes.iter().all(|(name, runs)| name == facet || contains(runs, document))
    }
}

fn passes(
    shards: &LoadedShards,
    name: &str,
    wanted: &BTreeSet<String>,
    missing: &mut MissingShards,
) -> Vec<Range<u32>> {
    let values = values(shards, name, missing).into_iter().filter(|(value, _)| wanted.contains(value));
    let runs = values
        .fold(Vec::new(), |runs, (_, more)| merged(runs, more, |run| run.start, |a, b| a.start..a.end.max(b.end)));
    let mut united: Vec<Range<u32>> = Vec::new();
    for run in runs {
        match united.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => united.push(run),
        }
    }
    united
}

/// The values of a facet with their documents; none if the index does not have it.
fn values(shards: &LoadedShards, name: &str, missing: &mut MissingShards) -> Vec<Value> {
    if name == KIND {
        let ends = shards.meta.kinds.iter().skip(1).map(|(_, first)| *first).chain([shards.meta.documents]);
        return shards
            .meta
            .kinds
            .iter()
            .zip(ends)
            .map(|((kind, first), end)| (kind.clone(), std::iter::once(*first..end).collect()))
            .collect();
    }
    let facet = shards.meta.facets.binary_search_by(|facet| facet.as_str().cmp(name));
    facet.map_or_else(|_| Vec::new(), |facet| shards.facet(facet, missing))
}

/// Counts the values of all facets among the `found` documents, which ascend.
pub(crate) fn facet_counts(
    shards: &LoadedShards,
    filter: &Filter,
    found: &[u32],
    missing: &mut MissingShards,
) -> Vec<FacetCounts> {
    let declared = shards.meta.facets.iter().map(String::as_str);
    let mut names: Vec<&str> = declared.filter(|name| *name != KIND).collect();
    names.insert(names.partition_point(|name| *name < KIND), KIND);
    let mut facets = Vec::new();
    for name in names {
        let found: Vec<u32> = found.iter().copied().filter(|document| filter.allows_but_for(name, *document)).collect();
        let counted = values(shards, name, missing).into_iter().map(|(value, runs)| (value, within(&runs, &found)));
        let values: Vec<(String, usize)> = counted.filter(|(_, number)| *number > 0).collect();
        if !values.is_empty() {
            facets.push(FacetCounts { name: name.to_owned(), values });
        }
    }
    facets
}

fn contains(runs: &[Range<u32>], document: u32) -> bool {
    let at = runs.partition_point(|run| run.end <= document);
    runs.get(at).is_some_and(|run| run.contains(&document))
}

/// The number of `found` documents in `runs`.
fn within(runs: &[Range<u32>], found: &[u32]) -> usize {
    let below = |document: u32| found.partition_point(|found| *found < document);
    runs.iter().map(|run| below(run.end) - below(run.start)).sum()
}
