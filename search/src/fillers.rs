//! Words of a query that are typed around what is looked for.

use crate::words::{WordStemmer, each_word, is_stop_word};

const FILLERS: &str = include_str!("fillers.txt");

/// True if `word` is typed around what is looked for, such as `show` and `quickly`.
pub(crate) fn is_filler(word: &str) -> bool {
    rows(FILLERS).flat_map(|row| row.split(", ")).any(|filler| filler == word)
}

/// The rows of a text, comments left out.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Stop words that change what is asked: they count in phrases.
const ASKING: [&str; 5] = ["how", "when", "where", "who", "why"];

/// True if `word` carries meaning in a phrase that is typed: no article, pronoun or auxiliary.
pub(crate) fn is_carrying(word: &str) -> bool {
    ASKING.contains(&word) || !is_stop_word(word)
}

/// The stems of the words of `phrase` that carry meaning; of all words if there are only stop words.
pub(crate) fn carrying_stems(phrase: &str) -> Vec<String> {
    let stemmer = WordStemmer::new();
    let (mut stems, mut carrying) = (Vec::new(), Vec::new());
    let mut has_word = false;
    each_word(phrase, |word, _| {
        has_word |= !is_stop_word(word);
        stems.push(stemmer.stem(word));
        carrying.extend(is_carrying(word).then(|| stemmer.stem(word)));
    });
    if has_word { carrying } else { stems }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_keep_what_carries_meaning() {
        let phrases = ["Where is my data stored?", "the data stored there", "Who did what?"];
        let stems = phrases.map(|phrase| carrying_stems(phrase).join(" "));
        assert_eq!(stems, ["where data store", "data store", "who did what"]);
    }

    #[test]
    fn fillers_are_words_of_the_list() {
        assert_eq!(["get", "long", "data", "#"].map(is_filler), [true, true, false, false]);
    }
}
