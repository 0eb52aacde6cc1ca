//! The words of a long text without markup, such as a web page, in which many quotes are looked for.

use super::split::{Splitter, Syntax, folded_plain};
use std::ops::Range;

/// The numbers of words, which are only looked up, so that the order of the table shows nowhere.
#[expect(clippy::disallowed_types, reason = "it is never walked")]
type Numbers<K> = std::collections::HashMap<K, u32>;

/// The words of a text, and where each of their forms is.
#[derive(Debug, Clone, Default)]
pub struct PlainWords {
    words: Vec<PlainWord>,
    /// Each form once, in the order of its first word; its index is its number.
    forms: Vec<String>,
    numbers: Numbers<String>,
    /// The words in the order of their forms.
    places: Vec<u32>,
    /// Where in `places` those of each form begin, and the end.
    starts: Vec<u32>,
}

/// A word of a text without markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainWord {
    /// The number of its form, see [`PlainWords::form`].
    pub form: u32,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether a sentence begins with it.
    pub begins: bool,
}

/// Returns the forms of the words of a text without markup, in order: equal for words that differ in marks and forms of
/// writing alone.
pub fn plain_forms(text: &str) -> Vec<String> {
    Splitter::new(text, Syntax::Plain).map(|token| folded_plain(token.shown)).collect()
}

impl PlainWords {
    /// Splits a text without markup; a line break and `|` end a sentence. A text has fewer than 2³² words.
    pub fn new(text: &str) -> Self {
        let (mut forms, mut numbers) = (Vec::new(), Numbers::new());
        let mut known: Numbers<&str> = Numbers::new();
        let mut words = Vec::new();
        for token in Splitter::new(text, Syntax::Plain) {
            let form = *known.entry(token.shown).or_insert_with(|| {
                let form = folded_plain(token.shown);
                *numbers.entry(form).or_insert_with_key(|form| {
                    forms.push(form.clone());
                    narrow(forms.len() - 1)
                })
            });
            let (start, end) = (token.at, token.at + token.shown.len());
            words.push(PlainWord { form, start, end, begins: token.begins });
        }
        let (places, starts) = placed(&words, forms.len());
        Self { words, forms, numbers, places, starts }
    }

    /// Returns the words, in order.
    pub fn words(&self) -> &[PlainWord] {
        &self.words
    }

    /// Returns how many forms there are; they are numbered from 0.
    pub fn form_count(&self) -> usize {
        self.forms.len()
    }

    /// Returns the form with this number; empty if there is none.
    pub fn form(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", String::as_str)
    }

    /// Returns the number of a form; `None` if no word has it.
    pub fn number(&self, form: &str) -> Option<u32> {
        self.numbers.get(form).copied()
    }

    /// Returns the indexes of the words of this form, in order.
    pub fn places(&self, form: u32) -> &[u32] {
        let bound = |number: usize| self.starts.get(number).map_or(0, |start| *start as usize);
        self.places.get(bound(form as usize)..bound(form as usize + 1)).unwrap_or_default()
    }

    /// Returns the forms of some of the words, joined by blanks.
    pub fn folded(&self, words: Range<usize>) -> String {
        let mut text = String::new();
        self.fold_into(&mut text, words);
        text
    }

    /// Adds the forms of some of the words, joined by blanks, to `text`.
    pub fn fold_into(&self, text: &mut String, words: Range<usize>) {
        for (index, word) in self.words.get(words).unwrap_or_default().iter().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(self.form(word.form));
        }
    }
}

/// Returns the indexes of `words` in the order of their forms, and where those of each form begin.
fn placed(words: &[PlainWord], forms: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; forms + 1];
    for word in words {
        if let Some(count) = starts.get_mut(word.form as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let (mut places, mut next) = (vec![0_u32; words.len()], starts.clone());
    for (index, word) in words.iter().enumerate() {
        let Some(place) = next.get_mut(word.form as usize) else { continue };
        if let Some(slot) = places.get_mut(*place as usize) {
            *slot = narrow(index);
        }
        *place += 1;
    }
    (places, starts)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_markup_keeps_every_word_and_its_place() {
        let text = "See [a](b) ~~5 000~~ <b> c. | No";
        let words = PlainWords::new(text);
        let shown = words.words().iter().map(|word| {
            let mark = if word.begins { "^" } else { "" };
            format!("{mark}{}={}", text.get(word.start..word.end).unwrap(), words.form(word.form))
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), "^See=see a=a b=b 5 000=5000 <=< b=b >=> c=c ^No=no");
        assert_eq!(words.folded(1..4), "a b 5000");
        assert_eq!(plain_forms(text), words.words().iter().map(|word| words.form(word.form)).collect::<Vec<_>>());
    }

    #[test]
    fn forms_of_numbers_do_not_count() {
        for (text, expected) in [
            ("1.249,00 1.234.567 1.249 12.50", "1249,00 1234567 1249 12.50"),
            ("28.000 28,000 28\u{202F}000 0.125 1234.567", "28000 28000 28000 0.125 1234.567"),
            ("￥480 ¥480 5％", "¥ 480 ¥ 480 5 %"),
            ("1,249.00 1.2.3 1.249,00,1 CO₂ 10³", "1249.00 1.2.3 1.249,00,1 co 2 10³"),
        ] {
            assert_eq!(plain_forms(text).join(" "), expected);
        }
    }

    #[test]
    fn each_form_knows_its_words() {
        let words = PlainWords::new("It is so, and it IS not");
        let places = |form: &str| words.number(form).map(|number| words.places(number).to_vec());
        assert_eq!(["it", "is", "not", "no"].map(places), [Some(vec![0, 4]), Some(vec![1, 5]), Some(vec![6]), None]);
        assert_eq!((words.form_count(), words.places(99)), (5, [].as_slice()));
    }
}
