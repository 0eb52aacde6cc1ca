//! The word lists: text files beside this one, one word or phrase on a line, `#` for remarks.

use super::split::{Syntax, Word, words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Phrases of one or several folded words, by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    by_first: BTreeMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    /// Adds `phrase`, folded as texts are.
    pub(super) fn add(&mut self, phrase: &str) {
        let folded: Vec<String> = words(phrase, Syntax::Markdown).into_iter().map(|word| word.folded).collect();
        if let Some(first) = folded.first() {
            self.by_first.entry(first.clone()).or_default().push(folded);
        }
    }

    /// Returns the number of words of the longest phrase that `words` begin with; 0 if there is none.
    pub(super) fn length_at(&self, words: &[Word]) -> usize {
        let Some(first) = words.first() else { return 0 };
        let known = self.by_first.get(&first.folded).map_or(&[][..], Vec::as_slice);
        let fits = |phrase: &&Vec<String>| {
            words.len() >= phrase.len() && phrase.iter().zip(words).all(|(known, word)| *known == word.folded)
        };
        known.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }
}

/// Every built-in list.
pub(super) struct Lists {
    /// Words whose change leaves a statement as it is.
    pub(super) trivial: BTreeSet<String>,
    /// Words for numbers.
    pub(super) number: BTreeSet<String>,
    /// Units.
    pub(super) unit: BTreeSet<String>,
    /// Names of plans.
    pub(super) plan: BTreeSet<String>,
    /// Words beside which the name of a plan counts in small letters as well.
    pub(super) edition: BTreeSet<String>,
    /// Words that turn a statement round.
    pub(super) negation: Phrases,
    /// Words that say how far a statement goes.
    pub(super) scope: Phrases,
    /// Words with which headings begin or end that take back what is under them.
    pub(super) withdrawal: Phrases,
    /// Words with which such headings end.
    pub(super) withdrawal_end: Phrases,
}

/// The lists as the files have them.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    trivial: set(include_str!("lists/trivial.txt")),
    number: set(include_str!("lists/number.txt")),
    unit: set(include_str!("lists/unit.txt")),
    plan: set(include_str!("lists/plan.txt")),
    edition: set(include_str!("lists/edition.txt")),
    negation: phrases(include_str!("lists/negation.txt")),
    scope: phrases(include_str!("lists/scope.txt")),
    withdrawal: phrases(include_str!("lists/withdrawal.txt")),
    withdrawal_end: phrases(include_str!("lists/withdrawal_end.txt")),
});

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(text: &str) -> BTreeSet<String> {
    lines(text).map(str::to_owned).collect()
}

fn phrases(text: &str) -> Phrases {
    let mut phrases = Phrases::default();
    lines(text).for_each(|line| phrases.add(line));
    phrases
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lists_are_sorted_and_each_word_is_in_them_once() {
        for text in [
            include_str!("lists/trivial.txt"),
            include_str!("lists/number.txt"),
            include_str!("lists/unit.txt"),
            include_str!("lists/plan.txt"),
            include_str!("lists/edition.txt"),
            include_str!("lists/negation.txt"),
            include_str!("lists/scope.txt"),
            include_str!("lists/withdrawal.txt"),
            include_str!("lists/withdrawal_end.txt"),
        ] {
            let words: Vec<&str> = lines(text).collect();
            assert!(words.is_sorted_by(|one, next| one < next), "{words:?}");
        }
    }
}
