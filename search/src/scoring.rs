//! From a plan to scores: which documents satisfy it, and how well.
//!
//! Terms give lists of documents in ascending order, which are merged where readings compete, and summed up over all
//! documents of the index, which are few enough to be walked for every query.

use std::cmp::Ordering;

use crate::bytes::size;
use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::merged;
use crate::plan::{Asking, Plan, Reading, Slot, Unit, Use};
use crate::postings::Posting;
use crate::weights::{
    ALTERNATES, BODY, NAME, NAME_BEGUN, NAME_INSIDE, PHRASE, Scale, TAGS, TITLE, WHOLE_TITLE, saturated,
};

/// From this number of full results on, those that lack a word are left out.
const ENOUGH: usize = 10;

/// A document and how well it satisfies a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scored {
    pub(crate) document: u32,
    pub(crate) score: f64,
    /// How many slots it satisfies.
    pub(crate) slots: u32,
    /// The sum of their rarities.
    rarity: f64,
}

impl Scored {
    /// A document of a query without words.
    pub(crate) fn unasked(document: u32) -> Self {
        Self { document, score: 0.0, slots: 0, rarity: 0.0 }
    }

    /// Better before worse; equal ones by document.
    pub(crate) fn rank(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.document.cmp(&other.document))
    }
}

/// The values of levels, computed once.
#[derive(Debug, Clone)]
pub(crate) struct Scales {
    body: Scale,
    title: Scale,
}

impl Scales {
    pub(crate) fn new() -> Self {
        Self { body: Scale::body(), title: Scale::title() }
    }

    /// The field weights of a posting: title, alternates, tags, body.
    pub(crate) fn fields(&self, posting: &Posting) -> [f64; 4] {
        let tags = if posting.is_tag { 1.0 } else { 0.0 };
        [self.title.value(posting.title), self.title.value(posting.alternates), tags, self.body.value(posting.body)]
    }

    fn weight(&self, posting: &Posting) -> f64 {
        let [title, alternates, tags, body] = self.fields(posting);
        saturated(TITLE * title + ALTERNATES * alternates + TAGS * tags + BODY * body)
    }
}

/// What a slot's terms contribute, by document, and their places in titles.
#[derive(Default)]
struct Hits {
    scores: Vec<(u32, f64)>,
    /// Document and position, ascending.
    positions: Vec<(u32, u32)>,
}

/// Scores documents by what is on the shards.
pub(crate) struct Scorer<'a> {
    pub(crate) shards: &'a LoadedShards,
    pub(crate) scales: &'a Scales,
    pub(crate) missing: &'a mut MissingShards,
}

impl Scorer<'_> {
    /// All documents that satisfy some slot or bear a name, ascending.
    pub(crate) fn scores(&mut self, plan: &Plan) -> Vec<Scored> {
        let slots: Vec<Hits> = plan.slots.iter().map(|slot| self.slot(slot)).collect();
        let mut scores: Vec<Scored> = (0..self.shards.meta.documents).map(Scored::unasked).collect();
        for unit in &plan.units {
            for own in self.unit(plan, unit, &slots) {
                if let Some(sum) = scores.get_mut(size(own.document)) {
                    sum.score += own.score;
                    sum.slots += own.slots;
                    sum.rarity += own.rarity;
                }
            }
        }
        scores.retain(|scored| scored.slots > 0);
        let most = plan.rarity();
        for scored in &mut scores {
            let covered = if most > 0.0 { scored.rarity / most } else { 1.0 };
            scored.score *= 0.3 + 0.7 * if covered < 1.0 { covered } else { 1.0 };
        }
        add(&mut scores, phrases(plan, &slots).into_iter());
        let names = self.names(plan);
        merge(scores, names, |a, b| Scored { score: a.score + b.score, slots: a.slots.max(b.slots), ..a })
    }

    /// Contributions and positions of one slot: of all its uses, the best in each document.
    fn slot(&mut self, slot: &Slot) -> Hits {
        let mut all = Hits::default();
        for usage in &slot.uses {
            let hits = self.hits(usage);
            all.positions = merged(all.positions, hits.positions, |place| *place, |place, _| place);
            all.scores = merge_scores(all.scores, hits.scores, f64::max);
        }
        all
    }

    fn hits(&mut self, usage: &Use) -> Hits {
        let mut hits = Hits::default();
        let Some(term) = self.shards.term(&usage.term, self.missing) else { return hits };
        let factor = usage.rarity * usage.weight;
        hits.scores.reserve(size(term.documents.min(self.shards.meta.documents)));
        let mut postings = term.postings();
        while let Some(posting) = postings.next() {
            hits.scores.push((posting.document, factor * self.scales.weight(posting)));
            hits.positions.extend(posting.positions.iter().map(|position| (posting.document, *position)));
        }
        hits
    }

    /// The best reading of a unit in each document.
    fn unit(&mut self, plan: &Plan, unit: &Unit, slots: &[Hits]) -> Vec<Scored> {
        let mut scores: Vec<Scored> = Vec::new();
        let mut number = 0;
        for (slot, hits) in plan.slots.iter().zip(slots).skip(unit.slots.start).take(unit.slots.len()) {
            number += 1;
            let rarity = slot.rarity();
            let own = hits.scores.iter().map(|&(document, score)| Scored { document, score, slots: 1, rarity });
            scores = merge(scores, own.collect(), |a, b| Scored {
                score: a.score + b.score,
                slots: a.slots + 1,
                rarity: a.rarity + b.rarity,
                ..a
            });
        }
        let rarity = unit.rarity(&plan.slots);
        for reading in &unit.readings {
            let factor = reading.weight * f64::from(number);
            let own = self.reading(reading).into_iter();
            let own = own.map(|(document, score)| Scored { document, score: score * factor, slots: number, rarity });
            scores = merge(scores, own.collect(), |a, b| Scored {
                score: a.score.max(b.score),
                slots: a.slots.max(b.slots),
                rarity: a.rarity.max(b.rarity),
                ..a
            });
        }
        scores
    }

    /// The mean contribution of a reading's terms in the documents that have all of them.
    fn reading(&mut self, reading: &Reading) -> Vec<(u32, f64)> {
        let mut lists = reading.terms.iter().map(|usage| self.hits(usage).scores);
        let mut common = lists.next().unwrap_or_default();
        let mut number = 1.0;
        for list in lists {
            let mut others = list.into_iter().peekable();
            common.retain_mut(|(document, score)| {
                while others.next_if(|(other, _)| other < document).is_some() {}
                let other = others.next_if(|(other, _)| other == document);
                *score += other.map_or(0.0, |(_, score)| score);
                other.is_some()
            });
            number += 1.0;
        }
        for (_, score) in &mut common {
            *score /= number;
        }
        common
    }

    /// What documents gain by the names that the query is, begins or contains.
    fn names(&mut self, plan: &Plan) -> Vec<Scored> {
        let mut scores: Vec<Scored> = Vec::new();
        let slots = u32::try_from(plan.slots.len()).unwrap_or(u32::MAX);
        for name in &plan.names {
            let Some(term) = self.shards.term(&name.term, self.missing) else { continue };
            let mut own = Vec::new();
            let mut postings = term.postings();
            while let Some(posting) = postings.next() {
                let score = match name.typed {
                    Some(share) if share < 1.0 => share * NAME_BEGUN * if posting.is_tag { 1.0 } else { 0.1 },
                    Some(_) if posting.is_tag => NAME,
                    Some(_) if plan.asking != Asking::Question => WHOLE_TITLE,
                    None if posting.is_tag => NAME_INSIDE * name.rarity,
                    Some(_) | None => 0.0,
                };
                if score > 0.0 {
                    own.push(Scored { document: posting.document, score, slots, rarity: 0.0 });
                }
            }
            scores =
                merge(scores, own, |a, b| Scored { score: a.score.max(b.score), slots: a.slots.max(b.slots), ..a });
        }
        scores
    }
}

/// Leaves out documents that lack words of the query, as long as [`ENOUGH`] remain; at least half of the words that
/// some document has must be there.
pub(crate) fn keep_full(plan: &Plan, scores: &mut Vec<Scored>) {
    let known = u32::try_from(plan.slots.iter().filter(|slot| !slot.uses.is_empty()).count()).unwrap_or(u32::MAX);
    let most = plan.units.iter().map(|unit| unit.slots.len()).sum::<usize>();
    let known =
        known.max(scores.iter().map(|scored| scored.slots).max().unwrap_or(0)).min(u32::try_from(most).unwrap_or(0));
    let mut needed = known - known / 3;
    while needed > known.div_ceil(2) && scores.iter().filter(|scored| scored.slots >= needed).count() < ENOUGH {
        needed -= 1;
    }
    scores.retain(|scored| scored.slots >= needed);
}

/// What documents gain if a title or alternate has two words of the query in the same order and distance.
fn phrases(plan: &Plan, slots: &[Hits]) -> Vec<(u32, f64)> {
    let mut gains: Vec<(u32, f64)> = Vec::new();
    let pairs = plan.slots.iter().zip(slots).zip(plan.slots.iter().zip(slots).skip(1));
    for ((first, first_hits), (second, second_hits)) in pairs {
        let distance = second.position - first.position;
        let mut following = second_hits.positions.iter().copied().peekable();
        let weaker = first.rarity().min(second.rarity());
        let mut own: Vec<(u32, f64)> = Vec::new();
        for &(document, position) in &first_hits.positions {
            let wanted = (document, position + distance);
            while following.next_if(|other| *other < wanted).is_some() {}
            let is_new = own.last().is_none_or(|(last, _)| *last != document);
            if following.peek() == Some(&wanted) && is_new {
                own.push((document, PHRASE * weaker));
            }
        }
        gains = merge_scores(gains, own, |a, b| a + b);
    }
    gains
}

/// Adds gains to the documents among `scores`; both ascend.
fn add(scores: &mut [Scored], gains: impl Iterator<Item = (u32, f64)>) {
    let mut gains = gains.peekable();
    for scored in scores {
        while gains.next_if(|(document, _)| *document < scored.document).is_some() {}
        if let Some((_, gain)) = gains.next_if(|(document, _)| *document == scored.document) {
            scored.score += gain;
        }
    }
}

fn merge(left: Vec<Scored>, right: Vec<Scored>, both: impl Fn(Scored, Scored) -> Scored) -> Vec<Scored> {
    merged(left, right, |scored| scored.document, both)
}

fn merge_scores(left: Vec<(u32, f64)>, right: Vec<(u32, f64)>, both: impl Fn(f64, f64) -> f64) -> Vec<(u32, f64)> {
    merged(left, right, |(document, _)| *document, |(document, a), (_, b)| (document, both(a, b)))
}
