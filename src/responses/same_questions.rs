//! Questions that are the same in other words.

use fieldbook_search::matching::{Matcher, Mismatch, Proposal, STRONG, Wordings};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Returns for each question the number of the first one that it is the same as, its own if there is none. Two are the same if
/// the matcher is as sure of each, asked of the other, as it must be to fill a cell: a word, number or negation that differs keeps
/// them apart. `synonyms` are the site's own.
pub fn same_questions(questions: &[&str], synonyms: &[Vec<String>]) -> Vec<usize> {
    let wordings: Vec<Wordings<'_>> =
        questions.iter().map(|question| Wordings { question, ..Wordings::default() }).collect();
    let matcher = Matcher::new(&wordings, synonyms);
    let fits: Vec<BTreeSet<usize>> = questions
        .par_iter()
        .map(|question| {
            matcher.find(question, "").iter().filter(|found| is_same(found)).map(|found| found.answer).collect()
        })
        .collect();
    let is_mutual = |one: usize, other: usize| {
        let fits = |from: usize, to: usize| fits.get(from).is_some_and(|fits| fits.contains(&to));
        fits(one, other) && fits(other, one)
    };
    let mut first = Vec::<usize>::new();
    for own in 0..questions.len() {
        // Only the first of a group counts, so that a chain of small differences joins no two that differ much.
        let found = (0..own).find(|other| first.get(*other) == Some(other) && is_mutual(own, *other));
        first.push(found.unwrap_or(own));
    }
    first
}

/// Returns whether a question is the one that was asked. Other good matches, which leave the choice of an answer to a person, do
/// not count against it.
fn is_same(found: &Proposal) -> bool {
    let counts = |mismatch: &&Mismatch| !matches!(mismatch, Mismatch::Rivals(_) | Mismatch::Twins(_));
    found.probability >= STRONG && found.mismatches.iter().filter(counts).count() == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewordings_are_one_question_and_near_twins_are_not() {
        let questions = [
            "Do you operate a public bug bounty programme?",
            "Do you operate a private bug bounty programme?",
            "Is customer data encrypted at rest?",
            "Do you encrypt customer data at rest?",
            "Is customer data encrypted in transit?",
            "Is there a lunar backup site?",
        ];
        assert_eq!(same_questions(&questions, &[]), [0, 1, 2, 2, 4, 5]);
        assert_eq!(same_questions(&[], &[]), [0_usize; 0]);
    }
}
