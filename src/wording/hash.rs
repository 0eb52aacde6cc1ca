//! What was verified, as a short hash that shows the class of a later change.

use super::class::{Classed, WordClass, classed};
use super::split::Syntax;
use super::vocabulary::Vocabulary;
use std::fmt::Write as _;

/// How a text differs from the one that a hash was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashVerdict {
    /// It does not.
    Same,
    /// It differs, and the hash shows in what.
    Changed(WordClass),
    /// It differs in a number, a name or a negation; the hash does not show in which.
    ChangedSubstance,
    /// It differs, and the hash does not show in what.
    ChangedAnyhow,
    /// The hash has a form that this version does not know.
    UnknownForm,
}

/// The classes of which a hash of the form `v2` has a part each, in this order.
const PARTS: [WordClass; 4] = [WordClass::Number, WordClass::Name, WordClass::Negation, WordClass::Scope];

/// Returns the hash of `text` in the form `v2`: after `v2:`, 16 hexadecimal digits of BLAKE3 over its folded words
/// without articles, joined by blanks, and after a `-` each, 8 digits over the words that are numbers and units, names,
/// negations, and words of scope.
pub fn text_hash(text: &str, vocabulary: &Vocabulary) -> String {
    let words = classed(text, Syntax::Markdown, vocabulary);
    let all = joined(words.iter().filter(|one| one.class != WordClass::Trivial));
    let mut hash = format!("v2:{}", digits(&all, 16));
    for class in PARTS {
        let part = joined(words.iter().filter(|one| one.class == class));
        // Writing to a string cannot fail.
        let _ = write!(hash, "-{}", digits(&part, 8));
    }
    hash
}

/// Returns how `text` differs from the one that `hash` was made of.
pub fn hash_verdict(hash: &str, text: &str, vocabulary: &Vocabulary) -> HashVerdict {
    if let Some(recorded) = hash.strip_prefix("v1:") {
        return first_verdict(recorded, text);
    }
    let now = text_hash(text, vocabulary);
    let is_hash = hash.len() == now.len()
        && hash.starts_with("v2:")
        && hash.bytes().zip(now.bytes()).skip(3).all(|(one, other)| (one == b'-') == (other == b'-'));
    if !is_hash {
        return HashVerdict::UnknownForm;
    }
    let mut pairs = hash.split('-').zip(now.split('-'));
    if pairs.next().is_some_and(|(recorded, now)| recorded == now) {
        return HashVerdict::Same;
    }
    let changed = pairs.zip(PARTS).filter(|((recorded, now), _)| recorded != now).map(|(_, class)| class);
    HashVerdict::Changed(changed.max().unwrap_or(WordClass::Wording))
}

fn joined<'a>(words: impl Iterator<Item = &'a Classed>) -> String {
    words.map(|one| one.word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

fn digits(text: &str, count: usize) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(count).collect()
}

/// Words that the form `v1` takes as negations.
const FIRST_NEGATIONS: [&str; 9] = ["cannot", "except", "lacks", "neither", "never", "no", "none", "not", "without"];

/// Compares with a hash of the form `v1`: 16 digits over the text with its white space folded, and optionally `-` and 16
/// over the words that hold a digit, begin with a capital inside a sentence, or negate.
fn first_verdict(recorded: &str, text: &str) -> HashVerdict {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (all, part) = recorded.split_once('-').map_or((recorded, None), |(all, part)| (all, Some(part)));
    match part {
        _ if all == digits(&folded, 16) => HashVerdict::Same,
        None => HashVerdict::ChangedAnyhow,
        Some(part) if part == digits(&first_substance(&folded), 16) => HashVerdict::Changed(WordClass::Wording),
        Some(_) => HashVerdict::ChangedSubstance,
    }
}

fn first_substance(text: &str) -> String {
    let mut kept = String::new();
    let mut begins = true;
    for word in text.split(' ') {
        let bare = word.trim_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '%');
        let is_name = !begins && bare.chars().next().is_some_and(char::is_uppercase);
        let lower = bare.to_lowercase();
        let negates = FIRST_NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't") || lower.ends_with("n’t");
        if is_name || negates || bare.chars().any(|symbol| symbol.is_ascii_digit()) {
            // Writing to a string cannot fail.
            let _ = write!(kept, "{lower} ");
        }
        begins = word.ends_with(['.', '!', '?', ':']);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Globex plan stops at 5 TB a day.";

    fn verdict(before: &str, after: &str) -> HashVerdict {
        let vocabulary = Vocabulary::new(["Globex", "Hooli"].into_iter(), ["audit log"].into_iter());
        hash_verdict(&text_hash(before, &vocabulary), after, &vocabulary)
    }

    #[test]
    fn the_second_form_shows_the_class_of_a_change() {
        let changed = HashVerdict::Changed;
        for (after, expected) in [
            ("The **Globex** plan stops at 5TB\n the day[^1]", HashVerdict::Same),
            ("The Globex plan stops at 5 TB per day.", HashVerdict::Same),
            ("The Globex tariff ends at 5 TB a day.", changed(WordClass::Wording)),
            ("The Globex plan stops at 8 TB a day.", changed(WordClass::Number)),
            ("The Globex plan stops at 5 TB an hour.", changed(WordClass::Number)),
            ("The Hooli plan stops at 5 TB a day.", changed(WordClass::Name)),
            ("The Globex plan never stops at 5 TB a day.", changed(WordClass::Negation)),
            ("The Globex plan only stops at 5 TB a day.", changed(WordClass::Scope)),
            ("The Hooli plan stops at 8 TB a day.", changed(WordClass::Number)),
        ] {
            assert_eq!(verdict(TEXT, after), expected, "{after}");
        }
    }

    #[test]
    fn a_hash_has_16_digits_of_the_words_and_8_of_each_class() {
        let hash = text_hash(TEXT, &Vocabulary::default());
        assert_eq!(hash, "v2:5a5de90262b83f7d-4ad96363-8567980b-af1349b9-af1349b9");
    }

    #[test]
    fn a_name_that_a_site_learns_later_changes_no_hash_of_the_same_text() {
        let hash = text_hash("Initech has an audit log", &Vocabulary::default());
        let later = Vocabulary::new(["Initech"].into_iter(), ["audit log"].into_iter());
        assert_eq!(hash_verdict(&hash, "Initech has an audit log", &later), HashVerdict::Same);
    }

    #[test]
    fn the_first_form_is_still_read() {
        let hash = "v1:c81ad0119bf2f0ac-b40a40205ded5b07";
        let verdict = |text: &str| hash_verdict(hash, text, &Vocabulary::default());
        assert_eq!(verdict("The plan  stops at\n5 TB."), HashVerdict::Same);
        assert_eq!(verdict("The plan ends at 5 TB."), HashVerdict::Changed(WordClass::Wording));
        assert_eq!(verdict("The plan stops at 6 TB."), HashVerdict::ChangedSubstance);
        assert_eq!(verdict("The plan stops not at 5 TB."), HashVerdict::ChangedSubstance);
        assert_eq!(hash_verdict("v1:0123456789abcdef", "x", &Vocabulary::default()), HashVerdict::ChangedAnyhow);
    }

    #[test]
    fn other_forms_are_unknown() {
        let known = text_hash(TEXT, &Vocabulary::default());
        for hash in
            ["", "v2:", "v9:x", "v3:0123456789abcdef", &known.replace('-', "_"), known.split_at(30).0, "sha256:0"]
        {
            assert_eq!(hash_verdict(hash, TEXT, &Vocabulary::default()), HashVerdict::UnknownForm, "{hash}");
        }
    }
}
