//! The order of the list: worst exposure first.

use super::item::{DueItem, Urgency};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Puts what affects open opportunities first: of that what is over, what most of them depend on, the first to close;
/// then what is over, and what ends soon, each by its day. An entry comes after its claims, whose footnotes are part of
/// the text that it vouches for.
pub fn sort(items: &mut Vec<DueItem<'_>>) {
    items.sort_by_cached_key(order_of);
    let mut claims_left = BTreeMap::<(String, u32), usize>::new();
    for item in items.iter().filter(|item| item.claim.is_some()) {
        *claims_left.entry(place(item)).or_default() += 1;
    }
    let mut waiting = BTreeMap::<(String, u32), DueItem<'_>>::new();
    for item in std::mem::take(items) {
        let left = claims_left.get_mut(&place(&item)).filter(|left| **left > 0);
        match (item.claim, left) {
            (None, Some(_)) => drop(waiting.insert(place(&item), item)),
            (_, None) => items.push(item),
            (Some(_), Some(left)) => {
                *left -= 1;
                let whole = if *left == 0 { waiting.remove(&place(&item)) } else { None };
                items.push(item);
                items.extend(whole);
            }
        }
    }
}

/// Returns where the entry begins: ids may clash.
fn place(item: &DueItem<'_>) -> (String, u32) {
    (item.entry.file.path().to_owned(), item.entry.head.start)
}

/// What decides where something is in the list; lower is earlier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    rank: Rank,
    name: String,
    is_after: bool,
}

impl Order {
    /// Returns the place right behind this one.
    pub(super) fn just_after(self) -> Self {
        Self { is_after: true, ..self }
    }
}

/// Returns what decides where `item` is in the list, its claims aside.
pub(super) fn order_of(item: &DueItem<'_>) -> Order {
    Order { rank: rank(item), name: item.name(), is_after: false }
}

/// Lower is earlier.
type Rank = (bool, Urgency, Reverse<usize>, bool, Option<NaiveDate>, (u8, Option<NaiveDate>));

fn rank(item: &DueItem<'_>) -> Rank {
    let closes = item.opportunities.iter().filter_map(|one| one.close_date).min();
    let exposed = item.opportunities.len();
    (exposed == 0, item.urgency(), Reverse(exposed), closes.is_none(), closes, item.end.rank())
}
