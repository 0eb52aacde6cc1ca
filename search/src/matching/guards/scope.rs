//! How far a statement reaches: `all` and `only` in the question, and limits of the wording that the question lacks.

use super::comparison::{Comparison, Source};
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::{Found, Table};
use super::{frequency, halves};
use std::sync::LazyLock;

static UNIVERSALS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("universals.txt")));
static SCOPES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("scopes.txt")));

/// The question says `all`, `only` or the like, and the entry does not.
pub(super) fn unconfirmed(compared: &Comparison<'_>) -> Option<Mismatch> {
    let intervals = frequency::places(compared.question);
    let asked = compared.asked(&UNIVERSALS);
    // "Every month" does not mean every backup.
    let has = |statement: &Statement, row: usize| {
        let intervals = frequency::places(statement);
        let mut found = UNIVERSALS.find(&statement.reading.words).into_iter();
        found.any(|found| found.row == row && !intervals.contains(&found.start))
    };
    let says_about = |sentence: &Statement, row: usize| {
        let intervals = frequency::places(sentence);
        let mut found = UNIVERSALS.find(&sentence.reading.words).into_iter();
        found.any(|found| {
            let is_row = found.row == row && !intervals.contains(&found.start);
            is_row && compared.is_about_question(sentence, found.start)
        })
    };
    let says = |row: usize| {
        compared.source == Source::Wording && has(compared.wording, row)
            || compared.wordings.first().is_some_and(|own| has(own, row))
            || compared.confirming().any(|sentence| says_about(sentence, row))
    };
    let is_lacking = |found: &&Found| !intervals.contains(&found.start) && !says(found.row);
    let lacking = asked.iter().find(is_lacking)?;
    Some(Mismatch::Scope(compared.question.phrase(lacking.start, lacking.end)))
}

/// The question says `only` of something that the entry names together with more: "only in Germany" and "in Ireland and
/// Germany".
pub(super) fn further(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    let only = compared.asked(&UNIVERSALS).into_iter().find(|found| UNIVERSALS.name(found.row) == "only")?;
    let named: Vec<usize> = question.content().iter().copied().filter(|at| *at >= only.end).collect();
    let has_more = |text: &Statement| {
        let sides = halves::sides(text);
        let is_named = |at: &usize| named.iter().any(|own| text.has_pair(*at, question, *own));
        sides.iter().any(is_named) && sides.iter().any(|at| text.content().contains(at) && !question.has(text, *at))
    };
    let is_more = has_more(compared.wording) || compared.confirming().any(has_more);
    is_more.then(|| Mismatch::Scope(question.phrase(only.start, only.end)))
}

/// The wording is limited to something that the question does not mention.
pub(super) fn narrower(compared: &Comparison<'_>) -> Option<Mismatch> {
    let asked = SCOPES.find(&compared.question.reading.words);
    let limits = SCOPES.find_longest(&compared.wording.reading.words);
    let is_asked = |at: usize| compared.question.has(compared.wording, at);
    let further = limits
        .iter()
        .find(|limit| !asked.iter().any(|found| found.row == limit.row) && !(limit.start..limit.end).any(is_asked))?;
    Some(Mismatch::Narrower(SCOPES.name(further.row).to_owned()))
}
