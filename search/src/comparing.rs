//! The page of comparisons as a result, with the sides that a query names.

use crate::comparison::Compared;
use crate::document::Side;
use crate::engine::Engine;
use crate::excerpt::Marked;
use crate::filter::Filter;
use crate::missing_shards::MissingShards;
use crate::results::Hit;
use crate::weights::NAME;

/// The largest number of sides in one comparison.
const MOST_SIDES: usize = 6;

impl Engine {
    /// The result for the sides in `compared`; `None` if these are too few, or the index has no page of comparisons.
    pub(crate) fn comparison(&self, compared: &Compared, filter: &Filter, missing: &mut MissingShards) -> Option<Hit> {
        let page = self.shards.meta.comparison.filter(|page| filter.allows(*page))?;
        let least = if compared.is_with_us { 1 } else { 2 };
        if compared.sides.len() < least {
            return None;
        }
        let mut sides: Vec<Side> = Vec::new();
        for names in compared.sides.iter().take(MOST_SIDES) {
            let side = names.iter().find_map(|name| self.side(name, missing));
            sides.extend(side.filter(|side| !sides.contains(side)));
        }
        let (card, facets) = self.shards.shown(page, missing)?;
        if sides.len() < least {
            return None;
        }
        let ids: Vec<&str> = sides.iter().map(|side| side.id.as_str()).collect();
        let mut names: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
        let last = if names.len() > 1 { names.pop() } else { None };
        let names = [names.join(", ").as_str(), last.map_or("", |_| " and "), last.unwrap_or("")].concat();
        let with = [card.url.as_str(), "?with=", &ids.join(",")].concat();
        Some(Hit {
            id: [card.id.as_str(), "?with=", &ids.join(",")].concat(),
            title: Marked { text: ["Compare ", &names].concat(), marks: Vec::new() },
            summary: Marked { text: card.summary, marks: Vec::new() },
            excerpt: Marked::default(),
            score: NAME,
            state: None,
            states: Vec::new(),
            kind: card.kind,
            url: with,
            facets,
        })
    }

    /// The side whose declared name has this term.
    fn side(&self, name: &str, missing: &mut MissingShards) -> Option<Side> {
        let term = self.shards.term(name, missing)?;
        let mut postings = term.postings();
        while let Some(posting) = postings.next() {
            let side = posting.is_tag.then(|| self.shards.shown(posting.document, missing)).flatten();
            if let Some(side) = side.and_then(|(card, _)| card.side) {
                return Some(side);
            }
        }
        None
    }
}
