//! Aspects that are easily taken for each other: the question is about one, the wording about the other.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static ASPECTS: LazyLock<Table> = LazyLock::new(|| Table::parse_pairs(include_str!("aspects.txt")));

/// The question is about one side of a pair only, and the wording about the other side only.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (asked, worded) = (sides(compared.question), sides(compared.wording));
    let only = |sides: &BTreeSet<usize>, this: usize, that: usize| sides.contains(&this) && !sides.contains(&that);
    let pairs = (0..ASPECTS.len()).map(|side| (side, side ^ 1));
    pairs.into_iter().find_map(|(this, that)| {
        let differs = only(&asked, this, that) && only(&worded, that, this);
        differs.then(|| Mismatch::Aspect(ASPECTS.name(this).to_owned(), ASPECTS.name(that).to_owned()))
    })
}

fn sides(statement: &Statement) -> BTreeSet<usize> {
    ASPECTS.find_longest(&statement.reading.words).iter().map(|found| found.row).collect()
}
