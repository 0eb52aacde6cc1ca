//! The order of the list: worst exposure first.

use super::item::{DueItem, Urgency};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Puts what affects open opportunities first: of that what is over, what most of them depend on, the first to close;
/// then what is over, and what ends soon, each by its day. An entry comes after its claims, whose footnotes are part of
/// the text that it vouches for.
pub fn sort(items: &mut Vec<DueItem<'_>>) {
    items.sort_by_cached_key(|item| (rank(item), item.name()));
    let (claims, wholes): (Vec<_>, Vec<_>) = std::mem::take(items).into_iter().partition(|item| item.claim.is_some());
    *items = claims;
    for whole in wholes {
        let is_same = |item: &DueItem<'_>| item.entry.id == whole.entry.id;
        let after_claims = items.iter().rposition(is_same).map(|index| index + 1);
        let place = items.iter().position(|item| rank(item) > rank(&whole)).unwrap_or(items.len());
        items.insert(after_claims.map_or(place, |after| after.max(place)), whole);
    }
}

/// Lower is earlier.
pub(super) type Rank = (bool, Urgency, Reverse<usize>, bool, Option<NaiveDate>, (u8, Option<NaiveDate>));

pub(super) fn rank(item: &DueItem<'_>) -> Rank {
    let closes = item.opportunities.iter().filter_map(|one| one.close_date).min();
    let exposed = item.opportunities.len();
    (exposed == 0, item.urgency(), Reverse(exposed), closes.is_none(), closes, item.end.rank())
}
