//! What the cards about a competitor say of themselves.

use super::phrase::fitted;
use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::freshness::{State, claim_timeline, source_looks};
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
    /// Claims whose sources no longer say what they quote.
    pub(super) challenged_claims: Vec<ChallengedClaim>,
}

/// A claim whose source no longer says what it quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengedClaim {
    /// The id of its entry.
    pub entry: String,
    /// Its id.
    pub claim: String,
    /// What it states.
    pub text: String,
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
        let is_challenged = |claim: &&Claim| {
            source_looks(claim, card, library).any(|look| look.challenges(claim))
                && claim_timeline(claim, card, library, settings).on(day).state == State::Challenged
        };
        facts.challenged_claims.extend(card.claims.iter().filter(is_challenged).map(|claim| ChallengedClaim {
            entry: card.id.clone(),
            claim: claim.id.value.clone(),
            text: claim.text.value.clone(),
        }));
    }
    let with_state = |(id, (facts, counts, title)): (String, (CompetitorFacts, Counts, String))| {
        let state = state(&title, &counts, facts.unsafe_claims.len());
        (id, CompetitorFacts { state, ..facts })
    };
    found.into_iter().map(with_state).collect()
}

fn add_claims(facts: &mut CompetitorFacts, counts: &mut Counts, card: &Entry, state_of: &dyn Fn(&Claim) -> State) {
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

impl ChallengedClaim {
    /// Returns what it states, on one line.
    pub fn line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Says how many claims their sources challenge, and ends with the first one; `None` if there is none.
pub fn challenged_line(claims: &[&ChallengedClaim]) -> Option<String> {
    let first = claims.first()?.line();
    Some(match claims.len() {
        1 => format!("1 claim is challenged by its source: {first}"),
        count => format!("{count} claims are challenged by their sources, first: {first}"),
    })
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
    fn challenged_claims_are_counted_and_the_first_is_named() {
        let claim = |text: &str| ChallengedClaim { entry: String::new(), claim: String::new(), text: text.to_owned() };
        let (one, other) = (claim("It stops at\n5 TB."), claim("It is slow."));
        assert_eq!(challenged_line(&[]), None);
        let lines = [&[&one][..], &[&one, &other]].map(|claims| challenged_line(claims).unwrap());
        let expected = [
            "1 claim is challenged by its source: It stops at 5 TB.",
            "2 claims are challenged by their sources, first: It stops at 5 TB.",
        ];
        assert_eq!(lines, expected);
    }

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
