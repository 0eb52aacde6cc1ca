//! The words of a question that carry its meaning.

use std::collections::BTreeSet;

/// Words that nearly every question has.
const COMMON: [&str; 85] = [
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "being",
    "both",
    "but",
    "by",
    "can",
    "company",
    "could",
    "describe",
    "did",
    "do",
    "does",
    "each",
    "explain",
    "for",
    "from",
    "had",
    "has",
    "have",
    "how",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "list",
    "may",
    "must",
    "of",
    "on",
    "or",
    "organisation",
    "organization",
    "our",
    "own",
    "please",
    "product",
    "provide",
    "service",
    "shall",
    "should",
    "so",
    "solution",
    "such",
    "system",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "us",
    "use",
    "used",
    "using",
    "vendor",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "will",
    "with",
    "you",
    "your",
];

/// Returns the stems of the words of `text` that are not common, sorted, each once.
pub(super) fn terms(text: &str) -> BTreeSet<String> {
    terms_in_order(text).collect()
}

/// Returns the same stems in the order of the text, one after the other, for the person who may stop early.
pub(super) fn terms_in_order(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| !word.is_empty());
    let lower = words.map(str::to_lowercase).filter(|word| COMMON.binary_search(&word.as_str()).is_err());
    lower.map(|word| stem(&word))
}

/// Returns the words of `text` in lower case, with single blanks between them: two wordings that differ only in
/// punctuation and case are one.
pub(super) fn normalised(text: &str) -> String {
    let words = text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Cuts the commonest English endings off, so that “encrypted” and “encryption” meet.
fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    let cut = |stem: &mut String, ending: &str, least: usize| {
        let is_long = stem.chars().count() >= ending.len() + least;
        if is_long && stem.ends_with(ending) {
            stem.truncate(stem.len() - ending.len());
            return true;
        }
        false
    };
    if cut(&mut stem, "ies", 2) {
        stem.push('y');
    } else if !stem.ends_with("ss") {
        cut(&mut stem, "s", 3);
    }
    for (ending, least) in [("ations", 4), ("ation", 4), ("ion", 4), ("ing", 3), ("ed", 3), ("ment", 4)] {
        if cut(&mut stem, ending, least) {
            break;
        }
    }
    cut(&mut stem, "e", 3);
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_meet_and_common_words_go() {
        assert_eq!(terms("Do you encrypt backups?"), terms("Are your backups encrypted?"));
        assert_eq!(terms("Backup encryption"), terms("encrypted backups"));
        assert_eq!(normalised("Do  you hold ISO-27001?"), "do you hold iso 27001");
    }

    #[test]
    fn common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }
}
