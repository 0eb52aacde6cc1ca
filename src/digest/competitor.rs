//! What the cards about a competitor say of themselves.

use super::phrase::fitted;
use crate::config::Settings;
use crate::entry::Entry;
use crate::freshness::{State, claim_timeline};
use crate::kinds::Kind;
use crate::library::Library;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The facts about one competitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CompetitorFacts {
    /// How its cards are, in one line.
    pub(super) state: String,
    /// Claims that must not be made before they are checked.
    pub(super) unsafe_claims: Vec<String>,
    /// Claims that have to be checked soon.
    pub(super) due_claims: Vec<String>,
}

/// Counts of the claims on the cards about a competitor.
#[derive(Default)]
struct Counts {
    cards: usize,
    claims: usize,
}

/// Returns the facts about each competitor that has an entry or a card, by id.
pub(super) fn competitors(library: &Library, settings: &Settings, day: NaiveDate) -> BTreeMap<String, CompetitorFacts> {
    let mut found = BTreeMap::<String, (CompetitorFacts, Counts, String)>::new();
    for card in library.of_kind(Kind::Battlecard) {
        let Some(competitor) = library.competitor_of(card) else { continue };
        let (facts, counts, title) = found.entry(competitor.id.clone()).or_default();
        title.clone_from(&competitor.title.value);
        counts.cards += 1;
        add_claims(facts, counts, card, &|claim| claim_timeline(claim, card, library, settings).on(day).state);
    }
    let with_state = |(id, (facts, counts, title)): (String, (CompetitorFacts, Counts, String))| {
        let state = state(&title, &counts, facts.unsafe_claims.len());
        (id, CompetitorFacts { state, ..facts })
    };
    found.into_iter().map(with_state).collect()
}

fn add_claims(
    facts: &mut CompetitorFacts,
    counts: &mut Counts,
    card: &Entry,
    state_of: &dyn Fn(&crate::entry::Claim) -> State,
) {
    for claim in &card.claims {
        counts.claims += 1;
        let text = claim.text.value.clone();
        match state_of(claim) {
            State::Due => facts.due_claims.push(text),
            state if !state.is_trusted() => facts.unsafe_claims.push(text),
            _ => {}
        }
    }
}

/// Says that there is no card about the competitor called `name`.
pub(super) fn no_card(name: &str) -> String {
    fitted("There is no card about", name, "")
}

fn state(title: &str, counts: &Counts, weak: usize) -> String {
    match (counts.cards, counts.claims, weak) {
        (0, _, _) => no_card(title),
        (_, 0, _) => fitted("The card about", title, "makes no claim"),
        (_, 1, 0) => fitted("The only claim against", title, "holds"),
        (_, 1, _) => fitted("The only claim against", title, "needs a check"),
        (_, claims, 0) => fitted(&format!("All {claims} claims against"), title, "hold"),
        (_, claims, 1) => fitted(&format!("1 of {claims} claims against"), title, "needs a check"),
        (_, claims, weak) if claims == weak => fitted(&format!("All {claims} claims against"), title, "need a check"),
        (_, claims, weak) => fitted(&format!("{weak} of {claims} claims against"), title, "need a check"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_the_cards_is_a_sentence_of_at_most_ten_words() {
        let said = |cards, claims, weak| state("Initech", &Counts { cards, claims }, weak);
        let wanted = [
            "There is no card about Initech",
            "The card about Initech makes no claim",
            "The only claim against Initech holds",
            "The only claim against Initech needs a check",
            "All 3 claims against Initech hold",
            "1 of 3 claims against Initech needs a check",
            "2 of 3 claims against Initech need a check",
            "All 3 claims against Initech need a check",
        ];
        let counts = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 3, 0), (1, 3, 1), (2, 3, 2), (1, 3, 3)];
        assert_eq!(counts.map(|(cards, claims, weak)| said(cards, claims, weak)), wanted);
        let long = state("Hooli Group of Companies Ltd", &Counts { cards: 1, claims: 3 }, 1);
        assert_eq!((long.as_str(), long.split(' ').count()), ("1 of 3 claims against Hooli Group… needs a check", 10));
    }
}
