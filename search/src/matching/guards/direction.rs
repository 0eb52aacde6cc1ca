//! Which way something goes: "from the customer's SIEM" and "to the customer's SIEM".

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use std::ops::Range;

/// What the question says something comes from, it goes to in the wording, or the other way round.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    const FROM: &[&str] = &["from"];
    const TO: &[&str] = &["to", "into"];
    let (question, wording) = (compared.question, compared.wording);
    [(FROM, TO), (TO, FROM)].into_iter().find_map(|(here, there)| {
        let (kept, turned) = (places(wording, here), places(wording, there));
        let has = |places: &[usize], at: usize| places.iter().any(|own| wording.has_pair(*own, question, at));
        let at = places(question, here).into_iter().find(|at| has(&turned, *at) && !has(&kept, *at))?;
        let named = |prepositions: &[&str]| format!("{} {}", prepositions.first().unwrap_or(&""), question.word(at));
        Some(Mismatch::Aspect(named(here), named(there)))
    })
}

/// The content words of the noun phrases after one of these prepositions.
fn places(statement: &Statement, prepositions: &[&str]) -> Vec<usize> {
    let words = &statement.reading.words;
    let starts = words.iter().enumerate().filter(|(_, word)| prepositions.contains(&word.plain.as_str()));
    let phrases = starts.map(|(at, _)| after_articles(statement, at + 1));
    let content = statement.content();
    phrases.flatten().filter(|at| content.contains(at)).collect()
}

/// The noun phrase from `start`, without its articles.
fn after_articles(statement: &Statement, start: usize) -> Range<usize> {
    const ARTICLES: [&str; 8] = ["the", "a", "an", "your", "our", "their", "its", "any"];
    let end = statement.reading.words.len();
    let first = (start..end).find(|at| !ARTICLES.contains(&statement.word(*at))).unwrap_or(end);
    statement.noun_phrase(first)
}
