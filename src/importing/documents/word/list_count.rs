//! The numbers of lists, which go on where a list is interrupted.

use std::collections::BTreeMap;

/// The last number of each list at each depth.
#[derive(Debug, Default)]
pub(super) struct ListCount {
    numbers: BTreeMap<String, Vec<u64>>,
}

impl ListCount {
    /// Returns the number of the next item; `first` is that of the first one.
    pub(super) fn next(&mut self, list: &str, depth: usize, first: u64) -> u64 {
        let numbers = self.numbers.entry(list.to_owned()).or_default();
        numbers.truncate(depth + 1);
        numbers.resize(depth + 1, 0);
        numbers.last_mut().map_or(first, |last| {
            *last = if *last == 0 { first } else { last.saturating_add(1) };
            *last
        })
    }
}
