//! Candidates and statistics, for callers that compare further than a search, such as the matching of questionnaires.
//!
//! Unlike [`Engine::search`], this neither completes nor corrects words, and leaves out no document for lacking some.
//! All requested shards must be loaded; natively they are.

use crate::engine::Engine;
use crate::filter::Filter;
use crate::missing_shards::MissingShards;
use crate::order::best;
use crate::plan::{Manner, Slot, plan};
use crate::query::Query;
use crate::scoring::{Scored, Scorer};
use crate::weights::{MOST_SATURATED, PHRASE, rarity};

/// A document that may be meant, and how well its words fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The number of the document in the index: by kind and then by id.
    pub document: u32,
    /// Its id.
    pub id: String,
    /// The sum over the words of the query; see [`Engine::best_possible`].
    pub score: f64,
}

/// What one term weighs in the fields of one document: frequencies divided by the field's length norm, 0 if not there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeights {
    /// The number of the document in the index.
    pub document: u32,
    /// In the title or question.
    pub title: f64,
    /// In the alternate that fits best.
    pub alternates: f64,
    /// In tags, facet values, names and control ids: 1 or 0.
    pub tags: f64,
    /// In summary and body, to within a fifth.
    pub body: f64,
}

impl Engine {
    /// The best `limit` documents for a carefully written `text`, best first, then by id; synonyms count. Only documents
    /// that pass `facets`, which are those of [`Query::facets`].
    pub fn candidates(&self, query: &Query) -> Vec<Candidate> {
        let missing = &mut MissingShards::default();
        let plan = plan(&query.text, Manner::Written, &self.shards, missing);
        let filter = Filter::new(&self.shards, query, missing);
        let mut scores = Scorer { shards: &self.shards, scales: &self.scales, missing }.scores(&plan);
        scores.retain(|scored| filter.allows(scored.document));
        let scores = best(scores, query.limit, Scored::rank);
        let named = scores.into_iter().map(|scored| {
            let id = self.id(scored.document).unwrap_or_default();
            Candidate { document: scored.document, id, score: scored.score }
        });
        let mut candidates: Vec<Candidate> = named.collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        candidates
    }

    /// An upper bound of the score that a document can reach for `text`, names aside: every word at its most, and all
    /// neighbours in place. 0 if no document has any of the words.
    pub fn best_possible(&self, text: &str) -> f64 {
        let plan = plan(text, Manner::Written, &self.shards, &mut MissingShards::default());
        let words = plan.rarity() * MOST_SATURATED;
        let pairs = plan.slots.iter().zip(plan.slots.iter().skip(1));
        words + pairs.map(|(a, b)| PHRASE * a.rarity().min(b.rarity())).sum::<f64>()
    }

    /// The share of the words of `text` that carry meaning and that no document has, 0 to 1; 1 for an empty text.
    pub fn unknown_share(&self, text: &str) -> f64 {
        let plan = plan(text, Manner::Written, &self.shards, &mut MissingShards::default());
        let number = |slots: usize| f64::from(u32::try_from(slots).unwrap_or(u32::MAX));
        let is_unknown = |slot: &&Slot| slot.uses.is_empty();
        if plan.slots.is_empty() {
            1.0
        } else {
            number(plan.slots.iter().filter(is_unknown).count()) / number(plan.slots.len())
        }
    }

    /// How many documents have `stem`, as [`crate::words`] gives it.
    pub fn documents_with(&self, stem: &str) -> u32 {
        self.shards.term(stem, &mut MissingShards::default()).map_or(0, |term| term.documents)
    }

    /// The inverse document frequency of `stem`; that of a term which occurs nowhere is the highest.
    pub fn idf(&self, stem: &str) -> f64 {
        rarity(self.documents(), self.documents_with(stem))
    }

    /// What `stem` weighs in each document that has it, by ascending document.
    pub fn field_weights(&self, stem: &str) -> Vec<FieldWeights> {
        let mut weights = Vec::new();
        if let Some(term) = self.shards.term(stem, &mut MissingShards::default()) {
            let mut postings = term.postings();
            while let Some(posting) = postings.next() {
                let [title, alternates, tags, body] = self.scales.fields(posting);
                weights.push(FieldWeights { document: posting.document, title, alternates, tags, body });
            }
        }
        weights
    }

    /// Groups of phrases that mean the same, as stems joined by blanks.
    pub fn synonyms(&self) -> &[Vec<String>] {
        &self.shards.meta.synonyms
    }

    /// The id of a document.
    pub fn id(&self, document: u32) -> Option<String> {
        self.shards.shown(document, &mut MissingShards::default()).map(|(card, _)| card.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Synonyms, build};

    fn engine() -> Engine {
        let titles =
            [("a", "Is data encrypted at rest?"), ("b", "Is data encrypted in transit?"), ("c", "Do you support SSO?")];
        let documents =
            titles.map(|(id, title)| Document { id: id.into(), title: title.into(), ..Document::default() });
        let synonyms = Synonyms { groups: vec![vec!["SSO".into(), "single sign-on".into()]], ..Synonyms::default() };
        Engine::of(build(&documents, &synonyms)).unwrap()
    }

    #[test]
    fn candidates_lack_words_and_use_synonyms() {
        let engine = engine();
        let ids = |text: &str| -> Vec<String> {
            engine.candidates(&Query::new(text, 0)).into_iter().map(|candidate| candidate.id).collect()
        };
        assert_eq!(ids("Describe encryption of data at rest"), ["a", "b"]);
        assert_eq!(ids("single sign-on"), ["c"]);
    }

    #[test]
    fn statistics_follow_the_documents() {
        let engine = engine();
        assert_eq!((engine.documents_with("encrypt"), engine.documents_with("quantum")), (2, 0));
        assert!(engine.idf("rest") > engine.idf("data"));
        assert!((engine.unknown_share("quantum encryption") - 0.5).abs() < 1e-9);
        let best = engine.candidates(&Query::new("data at rest", 0)).swap_remove(0).score;
        assert!(best > 0.0 && best <= engine.best_possible("data at rest"));
        let weights = engine.field_weights("rest");
        assert!(weights.len() == 1 && weights[0].title > 0.9 && weights[0].body == 0.0);
    }
}
