//! A text as the guards read it: words with stems, sentences, and numbers with what they count.

use crate::words::{WordStemmer, each_word};
use smol_str::{SmolStr, format_smolstr};
use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case without accents.
    pub(super) plain: SmolStr,
    pub(super) stem: SmolStr,
    /// The number of its sentence, from 0.
    pub(super) sentence: usize,
    /// Its place in the text, in bytes.
    pub(super) span: Range<usize>,
    /// Whether only a point or comma is between it and the word before, as in `1.2`.
    pub(super) is_joined: bool,
    /// Whether a comma, colon or dash is before it.
    pub(super) begins_part: bool,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Digits, with a point in versions and fractions.
    pub(super) value: SmolStr,
    /// The stem of the word before; empty if there is none.
    pub(super) before: SmolStr,
    /// The stem of the word after; empty if there is none.
    pub(super) after: SmolStr,
    /// The place of its word.
    pub(super) at: usize,
}

/// A text, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    pub(super) sentences: usize,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let stemmer = WordStemmer::new();
        let (mut words, mut sentence, mut end) = (Vec::<Word>::new(), 0, 0);
        each_word(text, |word, span| {
            let gap = text.get(end..span.start).unwrap_or_default();
            if !words.is_empty() && ends_sentence(gap) {
                sentence += 1;
            }
            end = span.end;
            let is_joined = !words.is_empty() && matches!(gap, "." | ",");
            let begins_part = gap.contains(", ") || gap.contains(": ") || gap.contains(" – ") || gap.contains(" - ");
            let stem = stem_of(&stemmer, word);
            words.push(Word { plain: word.into(), stem, sentence, span, is_joined, begins_part });
        });
        let sentences = if words.is_empty() { 0 } else { sentence + 1 };
        Self { words, sentences }
    }

    /// The words of one sentence.
    pub(super) fn sentence(&self, number: usize) -> &[Word] {
        let start = self.words.partition_point(|word| word.sentence < number);
        let end = self.words.partition_point(|word| word.sentence <= number);
        self.words.get(start..end).unwrap_or_default()
    }

    /// The numbers, in order: digits, versions (`1.2`), numerals before a unit, and the types of reports (`Type II`).
    pub(super) fn quantities(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = self.words.get(at) {
            let before = at.checked_sub(1).and_then(|before| self.words.get(before));
            let first = at;
            let Some((label, mut value)) = number_in(word, before) else {
                at += 1;
                continue;
            };
            // Parts of a version or fraction follow each other with one character between.
            while let Some(next) = self.words.get(at + 1) {
                if !next.is_joined || !next.plain.bytes().all(|byte| byte.is_ascii_digit()) {
                    break;
                }
                value = format_smolstr!("{value}.{}", next.plain);
                at += 1;
            }
            let after = self.words.get(at + 1).filter(|after| after.sentence == word.sentence);
            let before = before.filter(|before| before.sentence == word.sentence);
            let before = label.or_else(|| before.map(|before| before.stem.clone())).unwrap_or_default();
            let after = after.map(|after| after.stem.clone()).unwrap_or_default();
            found.push(Quantity { value, before, after, at: first });
            at += 1;
        }
        found
    }
}

/// The stem of a word; words that the algorithm takes for forms of another one stay as they are.
pub(super) fn stem_of(stemmer: &WordStemmer, word: &str) -> SmolStr {
    match word {
        "customer" | "customers" => SmolStr::new_static("customer"),
        "authority" | "authorities" => SmolStr::new_static("authority"),
        "important" | "importance" => SmolStr::new_static("important"),
        "international" | "personal" | "university" | "production" => word.into(),
        _ => stemmer.stem(word).into(),
    }
}

/// The letters and the digits of a word that is a number: `aes256` is 256 of `aes`.
fn number_in(word: &Word, before: Option<&Word>) -> Option<(Option<SmolStr>, SmolStr)> {
    const NUMERALS: [(&str, &str); 17] = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("twelve", "12"),
        ("fourteen", "14"),
        ("fifteen", "15"),
        ("twenty", "20"),
        ("thirty", "30"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("ninety", "90"),
    ];
    const TYPES: [(&str, &str); 3] = [("i", "1"), ("ii", "2"), ("iii", "3")];
    let plain = word.plain.as_str();
    if before.is_some_and(|before| matches!(before.plain.as_str(), "type" | "level" | "tier" | "class"))
        && let Some((_, value)) = TYPES.iter().find(|(numeral, _)| *numeral == plain)
    {
        return Some((None, SmolStr::new_static(value)));
    }
    if let Some((_, value)) = NUMERALS.iter().find(|(numeral, _)| *numeral == plain) {
        return Some((None, SmolStr::new_static(value)));
    }
    let letters = plain.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = plain.get(letters.len()..).filter(|digits| !digits.is_empty())?;
    let is_label = letters.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_label {
        return Some((None, plain.into()));
    }
    Some(((!letters.is_empty()).then(|| letters.into()), digits.into()))
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['?', '!', ';', '\n']) || gap.contains(". ") || gap.contains(".\"") || gap.contains(".)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_not_inside_numbers() {
        let reading = Reading::of("Yes. TLS 1.2 or newer; AES-256.");
        let sentences: Vec<usize> = reading.words.iter().map(|word| word.sentence).collect();
        assert_eq!((sentences, reading.sentences), (vec![0, 1, 1, 1, 1, 1, 2, 2], 3));
        assert_eq!(reading.sentence(2).iter().map(|word| word.plain.as_str()).collect::<Vec<_>>(), ["aes", "256"]);
    }

    #[test]
    fn numbers_have_their_surroundings() {
        let found = |text: &str| {
            let found = Reading::of(text).quantities().into_iter();
            found
                .map(|quantity| [quantity.before, quantity.value, quantity.after].map(String::from).join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("TLS 1.2, TLS1.3 and AES256"), ["tls 1.2 tls1", "tls 1.3 and", "aes 256 "]);
        assert_eq!(found("TLS 1.2/1.3"), ["tls 1.2 1", "2 1.3 "]);
        assert_eq!(found("within twenty days, SOC 2 Type II"), ["within 20 day", "soc 2 type", "type 2 "]);
    }
}
