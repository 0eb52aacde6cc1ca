//! Which sentences of a longer text were rewritten, apart from those that were added or removed.

use super::compare::{Comparison, Difference, compare};
use super::split::{Syntax, folded};
use super::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// The least share of the words of the longer of two sentences that both have, in percent, for one to be the other,
/// rewritten.
const LEAST_SHARED_PERCENT: usize = 60;

/// Returns how sentences of `before` differ from their rewritten forms in `after`. Sentences that only one side has are
/// passed over.
pub fn rewritten(before: &[String], after: &[String], vocabulary: &Vocabulary) -> Vec<Difference> {
    // Most sentences are as they were, and folding takes long.
    let [added, removed] = [(after, before), (before, after)].map(|(side, other)| without_exact(side, other));
    if added.is_empty() || removed.is_empty() {
        return Vec::new();
    }
    let key = |sentence: &String| folded(sentence);
    let [known, now] = [before, after].map(|side| side.iter().map(key).collect::<BTreeSet<String>>());
    let mut open: Vec<&String> = added.into_iter().filter(|sentence| !known.contains(&key(sentence))).collect();
    let mut differences = Vec::new();
    for sentence in removed.into_iter().filter(|sentence| !now.contains(&key(sentence))) {
        let shares = open.iter().enumerate().map(|(index, other)| (shared_percent(sentence, other), index));
        let nearest = shares.max_by_key(|(share, index)| (*share, std::cmp::Reverse(*index)));
        let Some((_, index)) = nearest.filter(|(share, _)| *share >= LEAST_SHARED_PERCENT) else { continue };
        let Comparison { differences: found } = compare(sentence, open.remove(index), vocabulary);
        differences.extend(found);
    }
    differences
}

/// Returns the sentences of `side` that are not, letter by letter, among `other`.
fn without_exact<'a>(side: &'a [String], other: &[String]) -> Vec<&'a String> {
    let other: BTreeSet<&String> = other.iter().collect();
    side.iter().filter(|sentence| !other.contains(sentence)).collect()
}

fn words(sentence: &str) -> Vec<String> {
    super::split::words(sentence, Syntax::Markdown).into_iter().map(|word| word.folded).collect()
}

/// Returns the share of the words of the longer sentence that both have, in percent.
fn shared_percent(one: &str, other: &str) -> usize {
    let (one, mut rest) = (words(one), words(other));
    let longer = one.len().max(rest.len());
    let is_shared =
        |word: &&String| rest.iter().position(|other| other == *word).map(|at| rest.swap_remove(at)).is_some();
    let shared = one.iter().filter(is_shared).count();
    (shared * 100).checked_div(longer).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_and_removed_sentences_are_not_rewritten_ones() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let found = |before: &[&str], after: &[&str]| {
            let found = rewritten(&texts(before), &texts(after), &Vocabulary::default());
            found.into_iter().map(|found| format!("{} > {}", found.before, found.after)).collect::<Vec<_>>()
        };
        let before = ["The plan stops at 5 TB a day.", "It has an export.", "It is fast."];
        assert_eq!(found(&before, &before), Vec::<String>::new());
        let after = ["A new one with 7 words.", "It has an export.", "The plan stops at 8 TB a day."];
        assert_eq!(found(&before, &after), ["5 TB > 8 TB"]);
        assert_eq!(found(&before, &["It has an export."]), Vec::<String>::new());
        let twice = ["The plan stops at 5 TB a day.", "The plan stops at 8 TB a day."];
        assert_eq!(found(&before[..1], &twice), Vec::<String>::new(), "the sentence is still there");
    }
}
