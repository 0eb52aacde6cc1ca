//! Comparisons such as `A vs B`: which words of a query join the sides, and what the sides are called.

use crate::fillers::rows;

const WORDS: &str = include_str!("comparisons.txt");

/// What a word does in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It joins the sides.
    Between,
    /// It is the side that is always there.
    Ourselves,
}

/// The part of `word` in a comparison, if it has one.
pub(crate) fn part(word: &str) -> Option<Part> {
    let is_in = |row: &str| {
        rows(WORDS)
            .filter_map(|line| line.split_once(": "))
            .any(|(name, words)| name == row && words.split(", ").any(|known| known == word))
    };
    if is_in("between") { Some(Part::Between) } else { is_in("ourselves").then_some(Part::Ourselves) }
}

/// A query that compares.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Compared {
    /// The sides in the order of the query, each with the terms of the names that it may be, the best match first.
    pub(crate) sides: Vec<Vec<String>>,
    /// One side is enough: the other one is ourselves, or the page of comparisons is wanted.
    pub(crate) is_with_us: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_parts() {
        let parts = ["vs", "versus", "us", "data", "between:"].map(part);
        assert_eq!(parts, [Some(Part::Between), Some(Part::Between), Some(Part::Ourselves), None, None]);
    }
}
