//! Who does it, by grammar: "Do you assess suppliers?" and "Do suppliers assess you?" have the same words.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use std::sync::LazyLock;

static ROLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("roles.txt")));

/// The question and the wording both say who acts, and it is not the same.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    // A sentence of the answer has the subject of the entry's question.
    let own = || compared.wordings.first().and_then(subject);
    let (asked, worded) = (subject(compared.question)?, subject(compared.wording).or_else(own)?);
    (asked != worded).then(|| Mismatch::Actor(ROLES.name(asked).to_owned()))
}

/// The row of the one who acts: the first role after an auxiliary verb of the active voice.
fn subject(statement: &Statement) -> Option<usize> {
    const ACTIVE: [&str; 12] =
        ["do", "does", "did", "can", "could", "will", "would", "must", "may", "shall", "should", "have"];
    /// How many words the name of a role has at most, with its article.
    const REACH: usize = 4;
    let words = &statement.reading.words;
    let auxiliary = words.iter().position(|word| ACTIVE.contains(&word.plain.as_str()))?;
    let roles = ROLES.find_longest(&statement.reading.words);
    let near = roles.iter().filter(|role| role.start > auxiliary && role.start <= auxiliary + REACH);
    near.min_by_key(|role| role.start).map(|role| role.row)
}
