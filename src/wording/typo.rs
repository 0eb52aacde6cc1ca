//! Whether one word is another, misspelt.

use super::class::WordClass;
use super::split::Word;

/// The fewest letters of a word of which one may be misspelt.
const LEAST_LETTERS: usize = 5;

/// How two words differ that have one letter more, less or another, or two letters exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// One letter more or less, or two neighbours exchanged.
    Shape,
    /// Another letter.
    Letter,
}

/// Returns whether a change of `before` to `after` of the class `class` only corrects a spelling.
///
/// Numbers are never misspelt. For a negation another letter is not enough: `packs` and `lacks` are two words.
pub(super) fn is_spelling(before: &Word, after: &Word, class: WordClass) -> bool {
    let [one, other] = [before, after].map(|word| word.folded.chars().collect::<Vec<char>>());
    if one == other || one.iter().chain(&other).any(|symbol| !symbol.is_alphabetic()) {
        return one == other;
    }
    let is_plural = before.folded.strip_suffix('s') == Some(&after.folded)
        || after.folded.strip_suffix('s') == Some(&before.folded);
    if one.len().min(other.len()) < LEAST_LETTERS {
        return is_plural && one.len().min(other.len()) > 2 && class == WordClass::Number;
    }
    match (slip(&one, &other), class) {
        (None, _) => false,
        (Some(_), WordClass::Number) => is_plural,
        (Some(slip), WordClass::Negation | WordClass::Scope) => slip == Slip::Shape,
        (Some(_), _) => true,
    }
}

/// Returns whether one word is the other with a prefix that negates.
pub(super) fn is_opposite(before: &Word, after: &Word) -> bool {
    const PREFIXES: [&str; 8] = ["un", "in", "im", "ir", "il", "non", "dis", "de"];
    let is_of = |long: &str, short: &str| {
        short.chars().count() > 3 && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
    };
    // Of short words it makes others: `cross` and `across`.
    let is_without = |long: &str, short: &str| short.chars().count() > 5 && long.strip_prefix('a') == Some(short);
    [(before, after), (after, before)]
        .into_iter()
        .any(|(long, short)| is_of(&long.folded, &short.folded) || is_without(&long.folded, &short.folded))
}

fn slip(one: &[char], other: &[char]) -> Option<Slip> {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(same..)?, other.get(same..)?);
    let ends = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let rest = |part: &[char]| part.get(..part.len() - ends).unwrap_or_default().to_vec();
    match (rest(one).as_slice(), rest(other).as_slice()) {
        ([_], []) | ([], [_]) => Some(Slip::Shape),
        ([a, b], [c, d]) if a == d && b == c => Some(Slip::Shape),
        ([_], [_]) => Some(Slip::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::split::{Syntax, words};
    use super::*;

    fn word(text: &str) -> Word {
        words(text, Syntax::Markdown).remove(0)
    }

    #[test]
    fn a_spelling_has_one_slip_in_a_long_word() {
        for (before, after, class, expected) in [
            ("Entreprise", "Enterprise", WordClass::Name, true),
            ("Globx", "Globex", WordClass::Name, true),
            ("Globax", "Globex", WordClass::Name, true),
            ("Prem", "Prom", WordClass::Name, false),
            ("Hooli", "Globex", WordClass::Name, false),
            ("canot", "cannot", WordClass::Negation, true),
            ("wihtout", "without", WordClass::Negation, true),
            ("packs", "lacks", WordClass::Negation, false),
            ("now", "not", WordClass::Negation, false),
            ("minuts", "minutes", WordClass::Number, false),
            ("minute", "minutes", WordClass::Number, true),
            ("day", "days", WordClass::Number, true),
            ("M", "Ms", WordClass::Number, false),
            ("5000", "5001", WordClass::Number, false),
            ("beats", "betas", WordClass::Scope, true),
            ("lower", "lowers", WordClass::Scope, true),
        ] {
            assert_eq!(is_spelling(&word(before), &word(after), class), expected, "{before} {after}");
        }
    }

    #[test]
    fn a_prefix_makes_the_opposite() {
        assert!(is_opposite(&word("limited"), &word("unlimited")));
        assert!(is_opposite(&word("disabled"), &word("abled")));
        assert!(!is_opposite(&word("it"), &word("unit")));
        assert!(is_opposite(&word("synchronously"), &word("asynchronously")));
        assert!(is_opposite(&word("asymmetric"), &word("symmetric")));
        assert!(!is_opposite(&word("cross"), &word("across")));
        assert!(!is_opposite(&word("limited"), &word("limits")));
    }
}
