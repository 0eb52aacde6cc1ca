//! Wordings of opposite polarity: what answers one with yes answers the other with no.

use super::negation::negations;
use super::statement::Statement;
use super::table::Table;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static OPPOSITES: LazyLock<Table> = LazyLock::new(|| Table::parse_pairs(include_str!("opposites.txt")));

/// Whether one of two wordings is about the opposite of the other.
pub(super) fn are_opposite(one: &Statement, other: &Statement) -> bool {
    let (left, right) = (sides(one), sides(other));
    let only = |sides: &BTreeSet<usize>, this: usize, that: usize| sides.contains(&this) && !sides.contains(&that);
    let is_pair = |side: usize| only(&left, side, side ^ 1) && only(&right, side ^ 1, side);
    negations(one) != negations(other) || (0..OPPOSITES.len()).any(is_pair)
}

fn sides(statement: &Statement) -> BTreeSet<usize> {
    OPPOSITES.find(&statement.reading.words).iter().map(|found| found.row).collect()
}
