//! Several things that a question names together: each has to be in a wording of the entry.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;

/// The words on both sides of `and`, `or`, a comma or a slash; what only the answer mentions in passing is not enough.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    let content = question.content();
    let lacks =
        |at: &usize| content.contains(at) && !compared.wordings.iter().any(|wording| wording.has(question, *at));
    let lacking = sides(question).into_iter().find(lacks)?;
    Some(Mismatch::Half(question.word(lacking).to_owned()))
}

/// The places of the words next to `or`.
pub(super) fn alternatives(statement: &Statement) -> Vec<usize> {
    let words = &statement.reading.words;
    let ors = words.iter().enumerate().filter(|(_, word)| word.plain == "or").map(|(at, _)| at);
    ors.flat_map(|at| [at.saturating_sub(1), at + 1]).collect()
}

/// The places of the words next to a conjunction.
pub(super) fn sides(statement: &Statement) -> Vec<usize> {
    const CONJUNCTIONS: [&str; 6] = ["and", "or", "plus", "nor", "versus", "alongside"];
    let words = &statement.reading.words;
    let mut places = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_as_well = word.plain == "well" && at > 0 && statement.word(at - 1) == "as";
        if CONJUNCTIONS.contains(&word.plain.as_str()) || is_as_well {
            places.extend(at.checked_sub(1));
            let skipped = ["the", "a", "an", "as", "your", "our", "also", "then", "is", "are", "to"];
            let next = (at + 1..words.len()).find(|after| !skipped.contains(&statement.word(*after)));
            // "and data loss" names the loss.
            places.extend(next.into_iter().flat_map(|next| [next, next + 1]));
        }
    }
    places
}
