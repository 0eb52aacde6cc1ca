//! Standards and regulations that the question names and the entry does not.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::reading::Reading;
use super::statement::Statement;
use super::table::Table;
use std::sync::LazyLock;

static NAMES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("names.txt")));

pub(super) fn check(compared: &Comparison<'_>) -> Vec<Mismatch> {
    let mut rows: Vec<usize> = compared.asked(&NAMES).iter().map(|found| found.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let has = |statement: &Statement, row| NAMES.find(&statement.reading.words).iter().any(|found| found.row == row);
    let lacking = rows.into_iter().filter(|row| {
        !compared.wordings.iter().any(|wording| has(wording, *row)) && !has(compared.answer.statement(), *row)
    });
    lacking.map(|row| Mismatch::Named(NAMES.name(row).to_owned())).collect()
}

/// The places of the words that belong to a name.
pub(super) fn places(statement: &Statement) -> Vec<usize> {
    NAMES.find(&statement.reading.words).iter().flat_map(|found| found.start..found.end).collect()
}

/// Whether a text consists of names of standards and of references into them.
pub(in crate::matching) fn names_only(text: &str) -> bool {
    let reading = Reading::of(text);
    let named: Vec<usize> = NAMES.find(&reading.words).iter().flat_map(|found| found.start..found.end).collect();
    let is_reference = |word: &str| {
        word.len() <= 2
            || word.bytes().any(|byte| byte.is_ascii_digit())
            || matches!(word, "iso" | "iec" | "and" | "annex" | "article" | "control" | "section" | "clause" | "art")
    };
    let mut words = reading.words.iter().enumerate();
    !named.is_empty() && words.all(|(at, word)| named.contains(&at) || is_reference(&word.plain))
}
