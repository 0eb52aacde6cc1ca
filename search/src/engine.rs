//! The engine: shards in, results out.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, state_on};
use crate::excerpt::{excerpt, marked};
use crate::filter::{Filter, facet_counts};
use crate::guess::suggestions;
use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::best;
use crate::plan::{Asking, Manner, Plan, plan};
use crate::query::Query;
use crate::results::{Hit, Results};
use crate::scoring::{Scales, Scored, Scorer, keep_full};
use crate::shard::blocks::Shown;
use crate::shard::meta::Meta;
use crate::shard::{LoadError, Shard};
use crate::weights::{ANSWER, CLAIM, FRESHNESS, LIKELY_ANSWER, NAMED_CLAIM, PHRASE};
use crate::words::{WordStemmer, each_word};

/// Among results this close to the last one shown, the fresh ones come first.
const CLOSE: f64 = 0.99;
/// The number of results beyond the shown ones that are looked at for that.
const MORE: usize = 6;

/// Searches an index, of which it needs only the shards that a query touches.
///
/// Natively, [`Engine::of`] takes all shards. In a browser, fetch and [`Engine::load`] what
/// [`Engine::missing`] names until it names no more; then [`Engine::search`].
#[derive(Debug, Clone)]
pub struct Engine {
    pub(crate) shards: LoadedShards,
    pub(crate) scales: Scales,
}

/// The ranked documents of a query.
#[derive(Default)]
struct Ranking {
    total: usize,
    /// The candidates for the first places, best first by words alone.
    candidates: Vec<Scored>,
    /// What was found, filtered or not, ascending.
    found: Vec<u32>,
}

impl Engine {
    /// An engine for the index with this [`Shard::META`].
    ///
    /// # Errors
    ///
    /// [`LoadError`] if `meta` is not the first shard of an index in this format.
    pub fn new(meta: &[u8]) -> Result<Self, LoadError> {
        Ok(Self { shards: LoadedShards::new(Meta::read(meta)?), scales: Scales::new() })
    }

    /// An engine with all shards of an index.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if the shards are not those of one index.
    pub fn of(shards: Vec<Shard>) -> Result<Self, LoadError> {
        let mut shards = shards.into_iter();
        let meta = shards.next().filter(|shard| shard.name == Shard::META).ok_or(LoadError::Unknown)?;
        let mut engine = Self::new(&meta.bytes)?;
        shards.try_for_each(|shard| engine.load(&shard.name, shard.bytes))?;
        Ok(engine)
    }

    /// Takes in a shard.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if the index has no shard of this name, or the bytes are not what it names.
    pub fn load(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), LoadError> {
        self.shards.load(name, bytes)
    }

    /// How many documents the index has.
    pub fn documents(&self) -> u32 {
        self.shards.meta.documents
    }

    /// The names of shards to load before `query` can be answered; more may follow once these are loaded.
    pub fn missing(&self, query: &Query) -> Vec<String> {
        let mut missing = MissingShards::default();
        let plan = plan(&query.text, Manner::Typed, &self.shards, &mut missing);
        let filter = Filter::new(&self.shards, query, &mut missing);
        if missing.is_empty() {
            let ranking = self.rank(query, &plan, &filter, &mut missing);
            for scored in &ranking.candidates {
                self.shards.shown(scored.document, &mut missing);
            }
            self.comparison(&plan.compared, &filter, &mut missing);
            if ranking.total == 0 {
                self.suggestions(&plan, &mut missing);
            }
        }
        if query.counts {
            facet_counts(&self.shards, &filter, &[], &mut missing);
        }
        missing.names(&self.shards.meta)
    }

    /// Answers `query` with the shards that are loaded; complete once [`Engine::missing`] names nothing.
    pub fn search(&self, query: &Query) -> Results {
        let missing = &mut MissingShards::default();
        let plan = plan(&query.text, Manner::Typed, &self.shards, missing);
        let filter = Filter::new(&self.shards, query, missing);
        let ranking = self.rank(query, &plan, &filter, missing);
        let facets =
            if query.counts { facet_counts(&self.shards, &filter, &ranking.found, missing) } else { Vec::new() };
        let suggestions = if ranking.total == 0 { self.suggestions(&plan, missing) } else { Vec::new() };
        let mut hits = self.hits(query, &plan, &ranking, missing);
        let comparison = self.comparison(&plan.compared, &filter, missing).filter(|_| query.limit > 0);
        let total = ranking.total + usize::from(comparison.is_some());
        hits.truncate(query.limit.saturating_sub(usize::from(comparison.is_some())));
        hits.splice(0..0, comparison);
        Results { total, hits, facets, corrections: plan.corrections, suggestions }
    }

    fn rank(&self, query: &Query, plan: &Plan, filter: &Filter, missing: &mut MissingShards) -> Ranking {
        if plan.slots.is_empty() {
            return self.browse(query, filter);
        }
        let mut scores = Scorer { shards: &self.shards, scales: &self.scales, missing }.scores(plan);
        keep_full(plan, &mut scores);
        let is_named = self.names_something(plan, missing);
        let answer = match plan.asking {
            Asking::Question => ANSWER,
            Asking::LikeQuestion if !is_named => LIKELY_ANSWER,
            Asking::LikeQuestion | Asking::Not => 1.0,
        };
        let is_about_claims = is_named && plan.compared.sides.is_empty();
        for scored in &mut scores {
            let kind =
                self.shards.meta.kinds.get(self.shards.meta.kind(scored.document)).map(|(kind, _)| kind.as_str());
            scored.score *= match kind {
                Some(Document::ANSWER) => answer,
                // A claim that has only the name is one of many about it.
                Some(Document::CLAIM) if is_about_claims && scored.slots > 1 => NAMED_CLAIM,
                Some(Document::CLAIM) => CLAIM,
                _ => 1.0,
            };
        }
        let found = scores.iter().map(|scored| scored.document).collect();
        scores.retain(|scored| filter.allows(scored.document));
        let total = scores.len();
        Ranking { total, candidates: first(scores, query.limit), found }
    }

    /// True if the query contains a declared name.
    fn names_something(&self, plan: &Plan, missing: &mut MissingShards) -> bool {
        let mut declared = plan.names.iter().filter_map(|name| self.shards.term(&name.term, missing));
        declared.any(|term| {
            let mut postings = term.postings();
            std::iter::from_fn(|| postings.next().map(|posting| posting.is_tag)).any(|is_declared| is_declared)
        })
    }

    /// All documents that pass the filter, if the query is empty.
    fn browse(&self, query: &Query, filter: &Filter) -> Ranking {
        let found: Vec<u32> = (0..self.documents()).collect();
        let allowed: Vec<u32> = found.iter().copied().filter(|document| filter.allows(*document)).collect();
        let candidates = allowed.iter().take(query.limit).map(|document| Scored::unasked(*document)).collect();
        Ranking { total: allowed.len(), candidates, found }
    }

    /// The hits, in their final order: by words, phrases in the text, and freshness; then by id.
    fn hits(&self, query: &Query, plan: &Plan, ranking: &Ranking, missing: &mut MissingShards) -> Vec<Hit> {
        let stems = marked_stems(plan);
        let mut ranked: Vec<(f64, Shown)> = Vec::new();
        for scored in &ranking.candidates {
            if let Some((card, facets)) = self.shards.shown(scored.document, missing) {
                let state = state_on(&card.states, query.today);
                let factor = state.and_then(|state| FRESHNESS.get(usize::from(state.number()))).unwrap_or(&1.0);
                let score = (scored.score + phrase_gain(plan, &card.text)) * factor;
                ranked.push((score, (card, facets)));
            }
        }
        let rank = |(a, (a_card, _)): &(f64, Shown), (b, (b_card, _)): &(f64, Shown)| {
            b.total_cmp(a).then_with(|| a_card.id.cmp(&b_card.id))
        };
        best(ranked, query.limit, rank)
            .into_iter()
            .map(|(score, shown)| hit(shown, score, query.today, &stems))
            .collect()
    }

    fn suggestions(&self, plan: &Plan, missing: &mut MissingShards) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for unknown in &plan.unknown {
            words.extend(suggestions(&self.shards, unknown, missing));
        }
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words
    }
}

/// The best `limit` of `scores`, and a few more that are as good as the last of them.
fn first(scores: Vec<Scored>, limit: usize) -> Vec<Scored> {
    let mut scores = best(scores, limit.saturating_add(MORE), Scored::rank);
    let close = scores.get(limit.saturating_sub(1)).map_or(0.0, |last| last.score * CLOSE);
    let mut place = 0;
    scores.retain(|scored| {
        place += 1;
        place <= limit || (limit > 0 && scored.score >= close)
    });
    scores
}

fn hit((card, facets): Shown, score: f64, today: i32, stems: &BTreeSet<String>) -> Hit {
    Hit {
        title: marked(&card.title, stems),
        summary: marked(&card.summary, stems),
        excerpt: excerpt(&card.text, stems),
        score,
        state: state_on(&card.states, today),
        id: card.id,
        kind: card.kind,
        url: card.url,
        states: card.states,
        facets,
    }
}

/// The stems of everything that was searched for.
fn marked_stems(plan: &Plan) -> BTreeSet<String> {
    let uses = plan.slots.iter().flat_map(|slot| &slot.uses);
    let readings = plan.units.iter().flat_map(|unit| &unit.readings).flat_map(|reading| &reading.terms);
    let mut stems = BTreeSet::new();
    stems.extend(uses.chain(readings).map(|usage| usage.term.clone()));
    stems
}

/// What a text gains if two words of the query are in it in the same order and distance.
fn phrase_gain(plan: &Plan, text: &str) -> f64 {
    let mut stems: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, slot) in plan.slots.iter().enumerate() {
        slot.uses.iter().for_each(|usage| stems.entry(&usage.term).or_default().push(number));
    }
    let stemmer = WordStemmer::new();
    let mut last: Vec<Option<u32>> = vec![None; plan.slots.len()];
    let mut gained = vec![false; plan.slots.len()];
    let mut position = 0_u32;
    each_word(text, |word, _| {
        for &number in stems.get(stemmer.stem(word).as_str()).into_iter().flatten() {
            let pair = number.checked_sub(1).and_then(|before| Some((plan.slots.get(before)?, (*last.get(before)?)?)));
            let slot_position = plan.slots.get(number).map_or(0, |slot| slot.position);
            if let Some((before, at)) = pair {
                let is_same = position - at == slot_position - before.position;
                gained.get_mut(number).into_iter().for_each(|gained| *gained |= is_same);
            }
        }
        for &number in stems.get(stemmer.stem(word).as_str()).into_iter().flatten() {
            last.get_mut(number).into_iter().for_each(|last| *last = Some(position));
        }
        position += 1;
    });
    let pairs = plan.slots.iter().zip(plan.slots.iter().skip(1)).zip(gained.iter().skip(1));
    pairs.filter(|(_, gained)| **gained).map(|((a, b), _)| PHRASE * 0.5 * a.rarity().min(b.rarity())).sum()
}
