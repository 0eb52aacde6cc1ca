//! Whether a text asks, and whether it is to be answered in words.

use super::word_table::words_of;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const TEXT: &str = include_str!("words/asking.txt");

/// The fewest words of a text that asks without a question mark.
const MIN_WORDS: usize = 3;

/// Question words that also begin a clause before the question.
const CLAUSES: [&str; 8] = ["when", "where", "wenn", "wo", "quand", "cuando", "quando", "wanneer"];

struct AskingWords {
    closed: BTreeSet<&'static str>,
    open: BTreeSet<&'static str>,
    polite: BTreeSet<&'static str>,
    requirement: BTreeSet<&'static str>,
}

static WORDS: LazyLock<AskingWords> = LazyLock::new(|| {
    let set = |name| words_of(TEXT, name).into_iter().collect();
    AskingWords { closed: set("closed"), open: set("open"), polite: set("polite"), requirement: set("requirement") }
});

/// How a text asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// It has a question mark.
    Question,
    /// It requests something, or requires it, in a sentence.
    Request,
    /// It does not ask.
    Not,
}

/// Returns how a text asks.
pub fn asking(text: &str) -> Asking {
    // The marks of Arabic, and of Chinese and Japanese.
    if text.contains(['?', '\u{61f}', '\u{ff1f}']) {
        return Asking::Question;
    }
    let words: Vec<String> = words(text).collect();
    let is_long = words.len() >= MIN_WORDS;
    let begins = words.first().is_some_and(|word| {
        let word = word.as_str();
        WORDS.closed.contains(word) || WORDS.open.contains(word)
    });
    let requires = words.iter().any(|word| WORDS.requirement.contains(word.as_str()));
    if is_long && (begins || requires) { Asking::Request } else { Asking::Not }
}

/// Returns whether a question begins with a question word such as "how", or requests a description: no word of a list
/// answers it. `When someone leaves, is the account removed?` begins with a clause and is answered with yes or no.
pub fn is_open(question: &str) -> bool {
    let Some(first) = words(question).next() else { return false };
    let asks_closed = |part: &str| words(part).next().is_some_and(|word| WORDS.closed.contains(word.as_str()));
    let is_clause = CLAUSES.contains(&first.as_str()) && question.split(',').skip(1).any(asks_closed);
    WORDS.open.contains(first.as_str()) && !is_clause
}

/// Returns the words in lower case, without numbers before them and words of politeness.
fn words(text: &str) -> impl Iterator<Item = String> {
    let is_passed = |word: &String| {
        let has_letters = word.chars().filter(|character| character.is_alphabetic()).take(2).count() > 1;
        // "12.", "a)", "Q3:"; a single letter is no question word.
        let is_number = !has_letters || word.chars().any(|character| character.is_ascii_digit());
        is_number && word != "è" && word != "é" && word != "y" || WORDS.polite.contains(word.as_str())
    };
    let is_edge = |character: char| !(character.is_alphanumeric() || character == '-');
    text.split_whitespace()
        .map(move |word| word.trim_matches(is_edge).to_lowercase())
        .filter(|word| !word.is_empty())
        .skip_while(is_passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_requests_and_labels_are_told_apart() {
        for (text, expected) in [
            ("Is it encrypted?", Asking::Question),
            ("暗号化していますか？", Asking::Question),
            ("هل البيانات مشفرة؟", Asking::Question),
            ("12. Please describe the backup process.", Asking::Request),
            ("Bitte beschreiben Sie Ihre Sicherung", Asking::Request),
            ("Disposez-vous d'un plan de reprise", Asking::Request),
            ("The supplier shall encrypt stored data.", Asking::Request),
            ("Access control", Asking::Not),
            ("Company name", Asking::Not),
            ("", Asking::Not),
        ] {
            assert_eq!(asking(text), expected, "{text}");
        }
    }

    #[test]
    fn open_questions_are_those_that_no_single_word_answers() {
        for text in
            ["How often are keys rotated?", "3.1 Please describe the process", "a) Which regions?", "Welche Regionen?"]
        {
            assert!(is_open(text), "{text}");
        }
        for text in [
            "Do you rotate keys? If so, how?",
            "Is there a plan?",
            "",
            "Gibt es einen Plan?",
            "When someone leaves our company, is their account removed?",
        ] {
            assert!(!is_open(text), "{text}");
        }
        assert!(is_open("When was your last test, and can we see the report?"), "a control");
    }
}
