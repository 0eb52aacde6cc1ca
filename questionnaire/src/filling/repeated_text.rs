//! Whether what a person wrote repeats the text of an answer.

use crate::layout::short_answer_words::normal;

/// The text of an answer of fewer words is what any person would write.
const MIN_WORDS: usize = 5;

/// Returns whether `text` contains the whole text of an answer, without looking at case and punctuation.
pub fn repeats(text: &str, answer: &str) -> bool {
    let own = spaced(answer);
    own.matches(' ').count() > MIN_WORDS && spaced(text).contains(&own)
}

/// Returns the words of `text`, each with a space on both sides, so that a whole word is found as one.
fn spaced(text: &str) -> String {
    format!(" {} ", normal(text))
}
