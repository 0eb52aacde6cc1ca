//! A question that is negated and a wording that is not, or the other way round.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static NEGATIONS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("negations.txt")));

pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    (negations(compared.question) != negations(compared.wording)).then_some(Mismatch::Negation)
}

/// How often a text has a word of each class. A double negation is not the same as none: people misread it.
pub(super) fn negations(statement: &Statement) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in NEGATIONS.find_longest(&statement.reading.words) {
        let name = NEGATIONS.name(found.row);
        if name != "none" {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts
}
