//! Wordings of opposite polarity: what answers one with yes answers the other with no.

use super::negation::negations;
use super::statement::Statement;
use super::table::Table;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static OPPOSITES: LazyLock<Table> = LazyLock::new(|| Table::parse_pairs(include_str!("opposites.txt")));

/// From this share of content words on, two wordings make the same statement.
const COMMON: f64 = 0.5;

/// Whether one of two wordings is about the opposite of the other.
pub(super) fn are_opposite(one: &Statement, other: &Statement) -> bool {
    let (left, right) = (sides(one), sides(other));
    let only = |sides: &BTreeSet<usize>, this: usize, that: usize| sides.contains(&this) && !sides.contains(&that);
    let is_pair = |side: usize| only(&left, side, side ^ 1) && only(&right, side ^ 1, side);
    // Negated is the statement itself, not something that can be switched off in it; and only of the same statement.
    let is_negated = |statement: &Statement| negations(statement).contains_key("not");
    let is_same = || one.share_of(other) >= COMMON || other.share_of(one) >= COMMON;
    is_negated(one) != is_negated(other) && is_same() || (0..OPPOSITES.len()).any(is_pair)
}

fn sides(statement: &Statement) -> BTreeSet<usize> {
    OPPOSITES.find_longest(&statement.reading.words).iter().map(|found| found.row).collect()
}
