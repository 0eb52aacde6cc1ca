//! Exchanges of bytes in a text.

use std::ops::Range;

/// Ranges of bytes with what replaces them.
pub(super) type Exchanges = Vec<(Range<usize>, String)>;

/// Returns a text with some ranges replaced, and not one byte else. They do not overlap; of those at one place the first comes
/// first.
pub(super) fn splice(text: &str, mut exchanges: Exchanges) -> String {
    exchanges.sort_by_key(|(range, _)| (range.start, range.end));
    let added: usize = exchanges.iter().map(|(_, new)| new.len()).sum();
    let mut spliced = String::with_capacity(text.len() + added);
    let mut from = 0;
    for (range, new) in exchanges {
        spliced.push_str(text.get(from..range.start).unwrap_or_default());
        spliced.push_str(&new);
        from = range.end;
    }
    spliced.push_str(text.get(from..).unwrap_or_default());
    spliced
}
