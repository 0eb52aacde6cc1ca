//! Who does it, by grammar: "Do you assess suppliers?" and "Do suppliers assess you?" have the same words.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::{Found, Table};
use std::sync::LazyLock;

static ROLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("roles.txt")));

/// The question and the wording both say who acts, and it is not the same.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    // A sentence of the answer has the subject of the entry's question.
    let own = || compared.wordings.first().and_then(subject);
    let (asked, worded) = (subject(compared.question)?, subject(compared.wording).or_else(own)?);
    (asked != worded).then(|| Mismatch::Actor(ROLES.name(asked).to_owned()))
}

/// What the question says someone does is done to them in the wording: "Do suppliers assess" and "Are suppliers assessed".
pub(super) fn done_to(compared: &Comparison<'_>) -> Option<Mismatch> {
    const PASSIVE: [&str; 4] = ["is", "are", "was", "were"];
    /// How many words are between someone and the verb at most.
    const REACH: usize = 3;
    let question = compared.question;
    let asked = role_after(question, &ACTIVE)?;
    let is_turned = |text: &Statement| {
        let is_done = |at: usize| text.word(at).ends_with("ed") && text.stem(at) == question.stem(asked.end);
        let worded = role_after(text, &PASSIVE).filter(|worded| worded.row == asked.row);
        worded.is_some_and(|worded| (worded.end..worded.end + REACH).any(is_done))
    };
    // A sentence of the answer goes on from the entry's question.
    let is_any = is_turned(compared.wording) || compared.wordings.first().is_some_and(is_turned);
    is_any.then(|| Mismatch::Actor(ROLES.name(asked.row).to_owned()))
}

/// The auxiliary verbs of the active voice.
const ACTIVE: [&str; 12] =
    ["do", "does", "did", "can", "could", "will", "would", "must", "may", "shall", "should", "have"];

/// The row of the one who acts: the first role after an auxiliary verb of the active voice.
fn subject(statement: &Statement) -> Option<usize> {
    role_after(statement, &ACTIVE).map(|role| role.row)
}

/// The first role after the first of these auxiliary verbs.
fn role_after(statement: &Statement, auxiliaries: &[&str]) -> Option<Found> {
    /// How many words the name of a role has at most, with its article.
    const REACH: usize = 4;
    let words = &statement.reading.words;
    let auxiliary = words.iter().position(|word| auxiliaries.contains(&word.plain.as_str()))?;
    let roles = ROLES.find_longest(words);
    let near = roles.into_iter().filter(|role| role.start > auxiliary && role.start <= auxiliary + REACH);
    near.min_by_key(|role| role.start)
}
