//! The words of a text that are nearest to a quote.
//!
//! The text is read once with the bit-parallel algorithm of Myers (1999) in the form of Hyyrö (2003), which gives the number
//! of edits for each place at which the words can end; then the words before the best place are aligned, with Sellers'
//! algorithm (1980). Both over words instead of characters.

use super::text::Text;
use std::ops::{BitAnd, BitOr, BitXor, Not, Range, Shl};

/// The most words of a quote that are aligned; of a longer one, the first ones.
const LONGEST: usize = 128;

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
/// one of them is empty.
pub(super) fn nearest(quote: &[&str], text: &Text) -> Option<Nearest> {
    let quote = quote.get(..LONGEST.min(quote.len())).unwrap_or_default();
    let forms: Vec<Option<u32>> = quote.iter().map(|word| text.plain().number(word)).collect();
    let (edits, end) = best_end(&forms, text)?;
    // The words have at most one word more than the quote for each edit.
    let reach = forms.len() + edits;
    let (cell, end) = aligned(&forms, text, end.saturating_sub(reach + 1)..end.saturating_add(reach))?;
    let words = trimmed(cell.start..end, quote, text);
    Some(Nearest { words, edits: cell.edits, length: quote.len() })
}

/// Returns the fewest edits with which the quote can be aligned, and the end of the first place with so few.
fn best_end(quote: &[Option<u32>], text: &Text) -> Option<(usize, usize)> {
    // Most quotes fit in the words of the processor.
    if quote.len() <= 64 { best_end_in::<u64>(quote, text) } else { best_end_in::<u128>(quote, text) }
}

/// A column of the alignment: a bit for each word of the quote.
trait Column:
    Copy
    + Default
    + PartialEq
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Shl<usize, Output = Self>
{
    const ONE: Self;

    /// Adds without the carry out of the last bit.
    fn add(self, other: Self) -> Self;
}

impl Column for u64 {
    const ONE: Self = 1;

    fn add(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
}

impl Column for u128 {
    const ONE: Self = 1;

    fn add(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
}

/// Returns the same for a quote with at most as many words as `C` has bits.
fn best_end_in<C: Column>(quote: &[Option<u32>], text: &Text) -> Option<(usize, usize)> {
    let none = C::default();
    let last = C::ONE << quote.len().checked_sub(1)?;
    let mut places_of = vec![none; text.plain().form_count()];
    for (at, form) in quote.iter().enumerate() {
        if let Some(places) = form.and_then(|form| places_of.get_mut(form as usize)) {
            *places = *places | C::ONE << at;
        }
    }
    // Bit i says whether the column rises (falls) by one edit from word i - 1 to word i of the quote.
    let (mut rises, mut falls) = (!none, none);
    let (mut edits, mut best) = (quote.len(), None);
    let mut fewest = usize::MAX;
    for (at, word) in text.words().iter().enumerate() {
        let equal = places_of.get(word.form as usize).copied().unwrap_or_default();
        let diagonal = ((equal & rises).add(rises) ^ rises) | equal | falls;
        let (right_rises, right_falls) = (falls | !(diagonal | rises), rises & diagonal);
        edits = edits + usize::from(right_rises & last != none) - usize::from(right_falls & last != none);
        // A place can begin with any word of the text, so that nothing is added at the top.
        let (right_rises, right_falls) = (right_rises << 1, right_falls << 1);
        rises = right_falls | !(diagonal | right_rises);
        falls = right_rises & diagonal;
        if edits < fewest {
            fewest = edits;
            best = Some((edits, at + 1));
        }
    }
    best
}

/// Aligns `quote` with every place of the words `within` and returns the one with the fewest edits and its end, the first
/// of several.
fn aligned(quote: &[Option<u32>], text: &Text, within: Range<usize>) -> Option<(Cell, usize)> {
    let mut column: Vec<Cell> = (0..=quote.len()).map(|edits| Cell { edits, start: within.start }).collect();
    let mut best: Option<(Cell, usize)> = None;
    for (at, word) in text.words().iter().enumerate().take(within.end).skip(within.start) {
        step(&mut column, quote, word.form, at);
        let last = *column.last()?;
        let is_longer = |(known, end): &(Cell, usize)| {
            last.edits == known.edits && last.start == known.start && *end == at && last.edits > 0
        };
        if best.as_ref().is_none_or(|(known, _)| last.edits < known.edits) || best.as_ref().is_some_and(is_longer) {
            best = Some((last, at + 1));
        }
    }
    best.filter(|_| !quote.is_empty())
}

/// Moves the column of the alignment to the next word of the text.
fn step(column: &mut [Cell], quote: &[Option<u32>], word: u32, at: usize) {
    let mut diagonal = Cell { edits: 0, start: at };
    let mut above = Cell { edits: 0, start: at + 1 };
    if let Some(first) = column.first_mut() {
        diagonal.start = at;
        *first = above;
    }
    for (cell, wanted) in column.iter_mut().skip(1).zip(quote) {
        let left = *cell;
        let replaced = Cell { edits: diagonal.edits + usize::from(*wanted != Some(word)), start: diagonal.start };
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
        text.words().get(at).zip(wanted).is_some_and(|(word, wanted)| text.plain().form(word.form) == *wanted)
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

    /// A text of few different words, so that many places are equally near.
    fn drawn(seed: &mut u64, length: usize, forms: u64) -> Vec<String> {
        let mut word = || {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("w{}", char::from(b'a' + u8::try_from((*seed >> 33) % forms).unwrap()))
        };
        (0..length).map(|_| word()).collect()
    }

    #[test]
    fn the_place_is_that_of_the_alignment_with_the_whole_text() {
        let mut seed = 1;
        for (length, words, forms) in [(1, 40, 3), (3, 60, 3), (7, 200, 4), (20, 300, 9), (64, 400, 20), (128, 700, 12)]
        {
            for _ in 0..60 {
                let quote = drawn(&mut seed, length, forms + 1);
                let text = Text::new(drawn(&mut seed, words, forms).join(" "));
                let forms: Vec<Option<u32>> = quote.iter().map(|word| text.plain().number(word)).collect();
                let whole = aligned(&forms, &text, 0..words).map(|(cell, end)| (cell.edits, cell.start..end));
                let quote: Vec<&str> = quote.iter().map(String::as_str).collect();
                let found = nearest(&quote, &text).map(|nearest| (nearest.edits, nearest.words));
                assert_eq!(found, whole, "{quote:?} in {text:?}");
            }
        }
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
