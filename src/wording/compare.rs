//! Which words of two texts differ.

use super::class::{Classed, WordClass, classed};
use super::split::Syntax;
use super::typo::{is_opposite, is_spelling};
use super::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};

/// The most pairs of words that are compared one by one; beyond, a stretch counts as replaced as a whole.
const MOST_PAIRS: usize = 1_000_000;

/// Words that one text has in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The class of the change.
    pub class: WordClass,
    /// The words of the earlier text; empty if it has none there.
    pub before: String,
    /// The words of the later text; empty if it has none there.
    pub after: String,
}

/// How two texts differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences, in order; articles and corrected spellings aside.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Returns the difference that means most; the first of several.
    pub fn worst(&self) -> Option<&Difference> {
        self.differences.iter().rev().max_by_key(|difference| difference.class)
    }

    /// Returns whether the later text says something else.
    pub fn is_material(&self) -> bool {
        self.worst().is_some_and(|worst| worst.class.is_material())
    }
}

/// Compares the Markdown `before` with the Markdown `after`.
pub fn compare(before: &str, after: &str, vocabulary: &Vocabulary) -> Comparison {
    compare_as(Syntax::Markdown, before, after, vocabulary)
}

/// Compares the text `before` with the text `after`, in which each character means itself.
pub fn compare_plain(before: &str, after: &str, vocabulary: &Vocabulary) -> Comparison {
    compare_as(Syntax::Plain, before, after, vocabulary)
}

fn compare_as(syntax: Syntax, before: &str, after: &str, vocabulary: &Vocabulary) -> Comparison {
    if before == after {
        return Comparison::default();
    }
    let [before, after] = [before, after].map(|text| {
        let mut words = classed(text, syntax, vocabulary);
        words.retain(|one| one.class != WordClass::Trivial);
        words
    });
    let stretches = stretches(&before, &after);
    let differences = stretches.iter().map(|stretch| stretch.difference(&before, &after));
    Comparison { differences: differences.filter(|difference| difference.class > WordClass::Trivial).collect() }
}

/// Words that differ: ranges of the earlier and of the later text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
}

impl Stretch {
    fn difference(&self, before: &[Classed], after: &[Classed]) -> Difference {
        let gone = before.get(self.before.clone()).unwrap_or_default();
        let new = after.get(self.after.clone()).unwrap_or_default();
        let class = class_of(gone, new);
        let shown = |words: &[Classed], range: &std::ops::Range<usize>| {
            let range = if class == WordClass::Number { with_unit(words, range) } else { range.clone() };
            let words = words.get(range).unwrap_or_default().iter().map(|one| one.word.shown.as_str());
            words.collect::<Vec<_>>().join(" ")
        };
        Difference { class, before: shown(before, &self.before), after: shown(after, &self.after) }
    }
}

/// Extends `range` by the unit that follows it.
fn with_unit(words: &[Classed], range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let is_number = |index: usize| words.get(index).filter(|one| one.class == WordClass::Number);
    let is_unit = is_number(range.end).is_some_and(Classed::is_unit);
    let ends_in_number = range.end.checked_sub(1).and_then(is_number).is_some_and(Classed::is_numeral);
    range.start..range.end + usize::from(is_unit && ends_in_number && !range.is_empty())
}

/// Returns the class of the change from `gone` to `new`.
fn class_of(gone: &[Classed], new: &[Classed]) -> WordClass {
    let joined = |words: &[Classed]| words.iter().map(|one| one.word.folded.as_str()).collect::<String>();
    let has_digit = gone.iter().chain(new).any(|one| one.word.has_digit());
    if !has_digit && joined(gone) == joined(new) {
        return WordClass::Trivial;
    }
    let worst = |words: &[Classed]| words.iter().map(|one| one.class).max().unwrap_or(WordClass::Wording);
    // Words of stretches that were not compared one by one need not correspond.
    if gone.len() != new.len() || is_too_long(gone, new) {
        return worst(gone).max(worst(new));
    }
    let pairs = gone.iter().zip(new).map(|(one, other)| {
        let class = one.class.max(other.class);
        if is_opposite(&one.word, &other.word) {
            class.max(WordClass::Negation)
        } else if is_spelling(&one.word, &other.word, class) {
            WordClass::Trivial
        } else {
            class
        }
    });
    pairs.max().unwrap_or(WordClass::Wording)
}

/// Returns the stretches of words that are not in both texts, from the longest common sequence of words.
fn stretches(before: &[Classed], after: &[Classed]) -> Vec<Stretch> {
    let is_same = |(one, other): &(&Classed, &Classed)| one.word.folded == other.word.folded;
    let start = before.iter().zip(after).take_while(is_same).count();
    let rest = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(is_same).count();
    let (before_end, after_end) = (before.len() - end, after.len() - end);
    let (gone, new) =
        (before.get(start..before_end).unwrap_or_default(), after.get(start..after_end).unwrap_or_default());
    if gone.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if is_too_long(gone, new) {
        return vec![Stretch { before: start..before_end, after: start..after_end }];
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut one, mut other) = (start, start);
    for (next_one, next_other) in common(gone, new).into_iter().chain([(gone.len(), new.len())]) {
        let (next_one, next_other) = (start + next_one, start + next_other);
        if next_one > one || next_other > other {
            stretches.push(Stretch { before: one..next_one, after: other..next_other });
        }
        (one, other) = (next_one + 1, next_other + 1);
    }
    stretches
}

/// Returns whether two stretches are not compared word by word.
fn is_too_long(gone: &[Classed], new: &[Classed]) -> bool {
    gone.len().saturating_mul(new.len()) > MOST_PAIRS
}

/// Returns the places of the longest common sequence of words.
fn common(gone: &[Classed], new: &[Classed]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // The length of the common sequence of what follows each pair of places.
    let mut lengths = vec![0u32; (gone.len() + 1) * width];
    let at = |lengths: &[u32], one: usize, other: usize| lengths.get(one * width + other).copied().unwrap_or(0);
    for (one, before) in gone.iter().enumerate().rev() {
        for (other, after) in new.iter().enumerate().rev() {
            let length = if before.word.folded == after.word.folded {
                at(&lengths, one + 1, other + 1) + 1
            } else {
                at(&lengths, one + 1, other).max(at(&lengths, one, other + 1))
            };
            if let Some(cell) = lengths.get_mut(one * width + other) {
                *cell = length;
            }
        }
    }
    let (mut one, mut other, mut places) = (0, 0, Vec::new());
    while let (Some(before), Some(after)) = (gone.get(one), new.get(other)) {
        if before.word.folded == after.word.folded {
            places.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if at(&lengths, one + 1, other) >= at(&lengths, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new(["Globex", "Hooli"].into_iter(), ["export"].into_iter());
        let found = compare(before, after, &vocabulary).differences;
        found.into_iter().map(|found| format!("{:?}: {} > {}", found.class, found.before, found.after)).collect()
    }

    #[test]
    fn differing_words_have_their_class() {
        for (before, after, expected) in [
            ("It stops at 5 TB a day.", "It stops at 8 TB a day.", "Number: 5 TB > 8 TB"),
            ("It stops at 5 TB a day.", "It stops at 5 GB a day.", "Number: TB > GB"),
            ("It stops at 5 TB per day.", "It stops at 5 TB per hour.", "Number: day > hour"),
            ("It has five users.", "It has eight users.", "Number: five users > eight users"),
            ("It costs 5 a year", "It costs 5 % a year", "Number:  > %"),
            ("It has an export.", "It never has an export.", "Negation:  > never"),
            ("It is supported.", "It is unsupported.", "Negation: supported > unsupported"),
            ("It is limited.", "It is unlimited.", "Negation: limited > unlimited"),
            ("Globex stops first.", "Hooli stops first.", "Name: Globex > Hooli"),
            ("It offers SCIM on Team.", "It offers SCIM on Pro.", "Name: Team > Pro"),
            ("It has an export there.", "It has an import there.", "Name: export > import"),
            ("Only on Team.", "Also on Team.", "Scope: Only > Also"),
            ("It offers SCIM.", "It may offer SCIM.", "Scope: offers > may offer"),
            ("It offers SCIM.", "It provides SCIM.", "Wording: offers > provides"),
            ("Pro has 5 and Team has 50", "Pro has 50 and Team has 5", "Number: 5 > 50|Number: 50 > 5"),
        ] {
            assert_eq!(shown(before, after).join("|"), expected, "{before} {after}");
        }
    }

    #[test]
    fn marks_articles_and_forms_of_writing_are_no_difference() {
        for after in [
            "it stops at **5 TB** per day",
            "It stops at the 5TB per day.",
            "It stops\nat 5\u{A0}TB per day.[^2]",
            "It stpos at 5 TB per day.",
            "It stops at 5 TB per day!",
        ] {
            assert_eq!(shown("It stops at 5 TB per day.[^1]", after), Vec::<String>::new(), "{after}");
        }
    }

    #[test]
    fn the_worst_difference_is_the_first_of_the_worst_class() {
        let found = compare("It offers now 5 and 6 users", "It gives now 7 and 8 users", &Vocabulary::default());
        assert_eq!(found.worst().map(|worst| worst.before.as_str()), Some("5"));
        assert!(found.is_material());
        assert!(!compare("It offers 5", "It gives 5", &Vocabulary::default()).is_material());
    }

    #[test]
    fn very_long_texts_are_compared_as_a_whole_where_they_differ() {
        let long = |word: &str| vec![word; 1100].join(" 1 ");
        let found = compare(&long("b"), &long("d"), &Vocabulary::default());
        assert_eq!((found.differences.len(), found.is_material()), (1, true));
    }
}
