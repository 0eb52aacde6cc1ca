//! Ordinary words, some of which are names of companies too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that at least 4 of 20 public repositories of documentation use in lower case, and ordinary words that are names of
/// well-known companies; without inflected forms.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("ordinary_words.txt").lines().collect());

/// Returns whether `word`, in lower case, is an ordinary English word or an inflected form of one.
pub(super) fn is_ordinary(word: &str) -> bool {
    let stem = |end: &str| word.strip_suffix(end).is_some_and(|stem| WORDS.contains(stem));
    WORDS.contains(word) || ["s", "es", "ed", "d", "ing", "ly"].into_iter().any(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_once_each_and_in_lower_case() {
        let listed: Vec<_> = include_str!("ordinary_words.txt").lines().collect();
        assert!(listed.is_sorted_by(|one, other| one < other));
        assert!(listed.iter().all(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())));
        assert_eq!(["gap", "gaps", "targeted", "copperwyne"].map(is_ordinary), [true, true, true, false]);
    }
}
