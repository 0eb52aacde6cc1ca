//! The words of a text that are nearest to a quote.

use super::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most words of a quote that are aligned; of a longer one, the first ones.
const LONGEST: usize = 150;

/// The words of a text that are nearest to a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nearest {
    /// The words.
    pub(super) words: Range<usize>,
    /// How many words were changed, added or removed.
    pub(super) edits: usize,
    /// How many words of the quote were aligned.
    pub(super) length: usize,
}

impl Nearest {
    /// Returns whether it is the same statement with changed words: at least 60 % of the words are there; of fewer than
    /// five words, all but one. Measured over foreign text, 0.6 % of sentences come so near by chance.
    pub(super) fn is_near(&self) -> bool {
        if self.length < 5 { self.edits <= 1 && self.length > 1 } else { self.edits * 5 <= self.length * 2 }
    }

    /// Returns whether it is near enough to be shown as a hint: at least 40 % of the words.
    pub(super) fn is_hint(&self) -> bool {
        self.edits * 5 <= self.length * 3
    }
}

/// One way to align the quote: its cost so far, and the word of the text with which it begins.
#[derive(Clone, Copy)]
struct Cell {
    edits: usize,
    start: usize,
}

/// Aligns `quote` with every place of `text` and returns the one with the fewest edits, the first of several; `None` if
/// one of them is empty. This is Sellers' algorithm (1980) over words.
pub(super) fn nearest(quote: &[&str], text: &Text) -> Option<Nearest> {
    let quote = quote.get(..LONGEST.min(quote.len())).unwrap_or_default();
    let numbers: BTreeMap<&str, usize> = quote.iter().enumerate().map(|(at, word)| (*word, at)).collect();
    let quote_ids: Vec<usize> = quote.iter().filter_map(|word| numbers.get(word).copied()).collect();
    let mut column: Vec<Cell> = (0..=quote.len()).map(|edits| Cell { edits, start: 0 }).collect();
    let mut best: Option<(Cell, usize)> = None;
    for (at, word) in text.words().iter().enumerate() {
        let id = numbers.get(word.folded.as_str()).copied();
        step(&mut column, &quote_ids, id, at);
        let last = *column.last()?;
        let is_longer = |(known, end): &(Cell, usize)| {
            last.edits == known.edits && last.start == known.start && *end == at && last.edits > 0
        };
        if best.as_ref().is_none_or(|(known, _)| last.edits < known.edits) || best.as_ref().is_some_and(is_longer) {
            best = Some((last, at + 1));
        }
    }
    let (cell, end) = best.filter(|_| !quote.is_empty())?;
    let words = trimmed(cell.start..end, quote, text);
    Some(Nearest { words, edits: cell.edits, length: quote.len() })
}

/// Moves the column of the alignment to the next word of the text.
fn step(column: &mut [Cell], quote: &[usize], word: Option<usize>, at: usize) {
    let mut diagonal = Cell { edits: 0, start: at };
    let mut above = Cell { edits: 0, start: at + 1 };
    if let Some(first) = column.first_mut() {
        diagonal.start = at;
        *first = above;
    }
    for (cell, wanted) in column.iter_mut().skip(1).zip(quote) {
        let left = *cell;
        let replaced = Cell { edits: diagonal.edits + usize::from(word != Some(*wanted)), start: diagonal.start };
        let added = Cell { edits: left.edits + 1, start: left.start };
        let removed = Cell { edits: above.edits + 1, start: above.start };
        let mut chosen = replaced;
        for other in [added, removed] {
            if other.edits < chosen.edits {
                chosen = other;
            }
        }
        *cell = chosen;
        diagonal = left;
        above = chosen;
    }
}

/// Drops words at the ends that belong to other sentences and are not in the quote.
fn trimmed(range: Range<usize>, quote: &[&str], text: &Text) -> Range<usize> {
    let Range { mut start, mut end } = range;
    let begins = |at: usize| text.words().get(at).is_some_and(|word| word.begins);
    let is_word = |at: usize, wanted: Option<&&str>| {
        text.words().get(at).zip(wanted).is_some_and(|(word, wanted)| word.folded == **wanted)
    };
    while start + 1 < end && begins(start + 1) && !is_word(start, quote.first()) {
        start += 1;
    }
    while start + 1 < end && begins(end - 1) && !is_word(end - 1, quote.last()) {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::folded;

    fn found(quote: &str, text: &str) -> Option<(String, usize)> {
        let quote = folded(quote);
        let text = Text::new(text.to_owned());
        let nearest = nearest(&quote.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>(), &text)?;
        Some((text.slice(&nearest.words).to_owned(), nearest.edits))
    }

    #[test]
    fn the_nearest_words_have_the_fewest_edits() {
        let page = "Plans differ. Ingestion is limited to 8 TB per day. Queries are limited to 5 per day.";
        for (quote, expected) in [
            ("Ingestion is limited to 5 TB per day", Some(("Ingestion is limited to 8 TB per day", 1))),
            ("Ingestion is limited to 8 TB per day", Some(("Ingestion is limited to 8 TB per day", 0))),
            ("Ingestion is limited to 8 TB per month", Some(("Ingestion is limited to 8 TB per day", 1))),
            ("Queries are limited to 5 per month", Some(("Queries are limited to 5 per day", 1))),
            ("Storage is limited to 8 TB per day", Some(("Ingestion is limited to 8 TB per day", 1))),
            ("Ingestion is not limited to 8 TB per day", Some(("Ingestion is limited to 8 TB per day", 1))),
            ("", None),
        ] {
            let expected = expected.map(|(words, edits)| (words.to_owned(), edits));
            assert_eq!(found(quote, page), expected, "{quote}");
        }
        assert_eq!(found("a b", ""), None);
    }

    #[test]
    fn nearness_has_bounds_on_both_sides() {
        let nearest = |edits, length| Nearest { words: 0..length, edits, length };
        let near =
            [(2, 5), (3, 5), (1, 4), (2, 4), (1, 1), (0, 1)].map(|(edits, length)| nearest(edits, length).is_near());
        assert_eq!(near, [true, false, true, false, false, false]);
        assert_eq!([(3, 5), (4, 5)].map(|(edits, length)| nearest(edits, length).is_hint()), [true, false]);
    }
}
