//! Putting the few best first.
//!
//! Only a few of many are ever wanted, so that one pass with a short list is faster than sorting; and the general sort
//! of the standard library, which is compiled again for every type, took a third of the WebAssembly module.

use std::cmp::Ordering;

/// The `most` first of `items`, in the order of `rank`; equal ones in the order they came.
pub(crate) fn best<T>(items: impl IntoIterator<Item = T>, most: usize, rank: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut best: Vec<T> = Vec::new();
    for item in items {
        let is_full = best.len() >= most;
        if is_full && best.last().is_none_or(|last| rank(&item, last) != Ordering::Less) {
            continue;
        }
        if is_full {
            best.pop();
        }
        let place = best.partition_point(|other| rank(other, &item) != Ordering::Greater);
        best.insert(place, item);
    }
    best
}

/// Merges two lists that ascend by `key`; `both` joins two items with the same key.
pub(crate) fn merged<T: Clone, K: Ord>(
    left: Vec<T>,
    right: Vec<T>,
    key: impl Fn(&T) -> K,
    both: impl Fn(T, T) -> T,
) -> Vec<T> {
    if left.is_empty() {
        return right;
    }
    let mut merged = Vec::with_capacity(left.len().max(right.len()));
    let mut right = right.into_iter().peekable();
    for item in left {
        while let Some(before) = right.next_if(|other| key(other) < key(&item)) {
            merged.push(before);
        }
        let same = right.next_if(|other| key(other) == key(&item));
        merged.push(match same {
            Some(other) => both(item, other),
            None => item,
        });
    }
    merged.extend(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first() {
        let items = [(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e')];
        let first = |most| best(items, most, |a, b| a.0.cmp(&b.0)).into_iter().map(|item| item.1).collect::<String>();
        assert_eq!([first(0), first(3), first(9)], ["", "bdc", "bdcae"]);
    }

    #[test]
    fn lists_are_merged() {
        let joined = merged(vec![(1, 1), (4, 1)], vec![(0, 2), (4, 2), (9, 2)], |item| item.0, |a, b| (a.0, a.1 + b.1));
        assert_eq!(joined, [(0, 2), (1, 1), (4, 3), (9, 2)]);
    }
}
