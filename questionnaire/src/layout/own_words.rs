//! What the words of a customer's own lists mean, as a person said it once.

use super::short_answer_words::{normal, short_answer_of};
use crate::short_answer::ShortAnswer;
use std::collections::BTreeMap;

/// The meanings of words that a person gave; all other words have their usual meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords(BTreeMap<String, ShortAnswer>);

impl OwnWords {
    /// Takes words with their meanings; case and punctuation do not count.
    pub fn new<'a>(meanings: impl IntoIterator<Item = (&'a str, ShortAnswer)>) -> Self {
        Self(meanings.into_iter().map(|(word, short)| (normal(word), short)).collect())
    }

    /// Returns what a word means.
    pub fn meaning(&self, word: &str) -> Option<ShortAnswer> {
        self.0.get(&normal(word)).copied().or_else(|| short_answer_of(word))
    }

    /// Chooses the word of a customer's list that says the same as `short`; `None` if the list has none or more than
    /// one.
    pub fn choose<'a>(&self, short: ShortAnswer, words: &'a [String]) -> Option<&'a str> {
        let mut same = words.iter().filter(|word| self.meaning(word) == Some(short));
        let first = same.next()?;
        if same.next().is_none() {
            return Some(first);
        }
        // "Yes" beside "Yes (in two regions)": the plain word, if exactly one is plain.
        let mut plain = words.iter().filter(|word| self.is_plain(short, word));
        plain.next().filter(|_| plain.next().is_none()).map(String::as_str)
    }

    fn is_plain(&self, short: ShortAnswer, word: &str) -> bool {
        let word = normal(word);
        self.0.get(&word) == Some(&short) || super::short_answer_words::plain_meaning(&word) == Some(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(own: &OwnWords, short: ShortAnswer, words: &[&str]) -> Option<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        own.choose(short, &words).map(str::to_owned)
    }

    #[test]
    fn the_lists_own_words_are_chosen() {
        let choose = |short: ShortAnswer, words: &[&str]| choose(&OwnWords::default(), short, words);
        assert_eq!(choose(ShortAnswer::Yes, &["Yes", "No", "Partial"]).as_deref(), Some("Yes"));
        assert_eq!(choose(ShortAnswer::Yes, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Compliant"));
        assert_eq!(choose(ShortAnswer::No, &["Compliant", "Non-compliant", "N/A"]).as_deref(), Some("Non-compliant"));
        assert_eq!(choose(ShortAnswer::NotApplicable, &["Y", "N", "N/A"]).as_deref(), Some("N/A"));
        assert_eq!(choose(ShortAnswer::Yes, &["Yes, with exceptions", "YES", "no"]).as_deref(), Some("YES"));
        assert_eq!(choose(ShortAnswer::Yes, &["Yes (fully)", "Yes (in part)"]), None);
        assert_eq!(choose(ShortAnswer::Yes, &["Yes, with exceptions", "No"]), None);
        assert_eq!(choose(ShortAnswer::Partial, &["Yes", "No"]), None);
        assert_eq!(
            choose(ShortAnswer::Planned, &["Implemented", "Not implemented", "Planned"]).as_deref(),
            Some("Planned")
        );
    }

    #[test]
    fn words_that_were_learnt_are_chosen_and_only_those() {
        let list = ["C", "PC", "NC"];
        assert_eq!(choose(&OwnWords::default(), ShortAnswer::Yes, &list), None);
        let own = OwnWords::new([("c", ShortAnswer::Yes), ("PC", ShortAnswer::Partial), ("NC", ShortAnswer::No)]);
        assert_eq!(choose(&own, ShortAnswer::Yes, &list).as_deref(), Some("C"));
        assert_eq!(choose(&own, ShortAnswer::No, &list).as_deref(), Some("NC"));
        assert_eq!(choose(&own, ShortAnswer::Planned, &list), None);
    }
}
