//! Who does it: the question names one, and the entry another or none.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use crate::words::is_stop_word;
use std::sync::LazyLock;

static ACTORS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("actors.txt")));

/// Words between `by` and the one who does it.
const BETWEEN: [&str; 12] =
    ["a", "an", "the", "your", "our", "own", "its", "any", "all", "other", "their", "independent"];

/// Words after `by` that name no actor.
const NOT_ACTORS: [&str; 13] = [
    "default", "law", "role", "design", "email", "e", "contract", "team", "means", "policy", "region", "severity",
    "country",
];

pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let named = compared.asked(&ACTORS);
    let lacking = named.iter().find(|found| !compared.says(&ACTORS, found.row));
    if let Some(found) = lacking {
        return Some(Mismatch::Actor(ACTORS.name(found.row).to_owned()));
    }
    let doer = doer(compared.question)?;
    let is_named = named.iter().any(|found| (found.start..found.end).contains(&doer));
    let is_kept = is_named
        || compared.is_worded(doer)
        || compared.confirming().any(|sentence| has_doer(sentence, compared.question, doer));
    (!is_kept).then(|| Mismatch::Actor(compared.question.word(doer).to_owned()))
}

/// The place of the word after `by` that says who does it.
fn doer(statement: &Statement) -> Option<usize> {
    let words = &statement.reading.words;
    let by = words.iter().position(|word| word.plain == "by")?;
    let after = (by + 1..words.len()).find(|at| !BETWEEN.contains(&statement.word(*at)))?;
    let word = statement.word(after);
    let is_gerund = word.ends_with("ing");
    (!NOT_ACTORS.contains(&word) && !is_stop_word(word) && !is_gerund).then_some(after)
}

/// Whether a sentence has the same word after its own `by`.
fn has_doer(sentence: &Statement, question: &Statement, doer: usize) -> bool {
    let place = self::doer(sentence);
    let own = place.map(|place| sentence.word(place));
    own.is_some_and(|own| own == question.word(doer))
        || place.is_some_and(|place| question.has(sentence, place) && sentence.has(question, doer))
}
