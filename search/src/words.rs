//! From text to words: the one place that decides what a word is, for documents and queries alike.
//!
//! A word is a run of letters and digits, in lower case, accents of the Latin script dropped. An apostrophe inside a
//! word is dropped (`don't` is `dont`), a hyphen parts words. Chinese, Japanese and Korean signs are a word each.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

/// Longer words are cut here, in bytes; no typed word is longer.
const LONGEST: usize = 48;

/// Calls `take` with each word of `text` and its place in bytes.
pub fn each_word(text: &str, mut take: impl FnMut(&str, Range<usize>)) {
    let mut word = String::with_capacity(LONGEST + 4);
    let mut span = 0..0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if let Some(plain) = word.is_empty().then(|| plain_word(rest)).flatten() {
            take(plain, at..at + plain.len());
            at += plain.len();
            continue;
        }
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { break };
        let end = at + character.len_utf8();
        if is_sign(character) {
            flush(&mut word, &span, &mut take);
            word.push(character);
            flush(&mut word, &(at..end), &mut take);
        } else if character.is_alphanumeric() {
            if word.is_empty() {
                span.start = at;
            }
            span.end = end;
            if word.len() < LONGEST {
                fold(character, &mut word);
            }
        } else if !(is_apostrophe(character) && characters.next().is_some_and(char::is_alphanumeric)) {
            flush(&mut word, &span, &mut take);
        }
        at = end;
    }
    flush(&mut word, &span, &mut take);
}

/// The word that `text` begins with, if it is written as it is searched: the common case, which needs no copy.
/// It looks at [`LONGEST`] bytes and the one after, for words of any length.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_plain = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let length = bytes.iter().take(LONGEST + 1).take_while(is_plain).count();
    let is_over =
        bytes.get(length).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric() && *next != b'\'');
    text.get(..length).filter(|_| is_over && length > 0 && length <= LONGEST)
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// The stems of all words of `text`, in order, words without meaning included.
pub fn stems(text: &str) -> Vec<String> {
    let stemmer = WordStemmer::new();
    let mut stems = Vec::new();
    each_word(text, |word, _| stems.push(stemmer.stem(word)));
    stems
}

/// The stems of the words of `text` that carry meaning, in order.
pub fn content_stems(text: &str) -> Vec<String> {
    let stemmer = WordStemmer::new();
    let mut stems = Vec::new();
    each_word(text, |word, _| {
        if !is_stop_word(word) {
            stems.push(stemmer.stem(word));
        }
    });
    stems
}

/// The words of `text` joined by single blanks: equal for texts that differ in case, accents and punctuation only.
pub fn normalise(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    each_word(text, |word, _| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    });
    joined
}

/// Reduces English words to their stems with the Snowball algorithm; words with digits or other scripts stay.
pub struct WordStemmer(Stemmer);

impl WordStemmer {
    /// Makes a stemmer; cheap.
    pub fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The stem of a word as [`each_word`] gives it.
    pub fn stem(&self, word: &str) -> String {
        if word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.0.stem(word).into_owned()
        } else {
            word.to_owned()
        }
    }
}

impl Default for WordStemmer {
    fn default() -> Self {
        Self::new()
    }
}

/// True for English words without meaning of their own. They are searched in titles, not in bodies.
pub fn is_stop_word(word: &str) -> bool {
    word.len() <= 7 && STOP_WORDS.binary_search(&word).is_ok()
}

/// Articles, pronouns, auxiliaries, prepositions and question words; sorted. `no`, `not` and `without` carry meaning.
const STOP_WORDS: [&str; 95] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "being", "both",
    "but", "by", "can", "could", "did", "do", "does", "doing", "each", "else", "etc", "for", "from", "had", "has",
    "have", "having", "he", "her", "here", "his", "how", "i", "if", "in", "into", "is", "it", "its", "itself", "just",
    "may", "me", "might", "must", "my", "of", "on", "or", "other", "our", "ours", "please", "shall", "she", "should",
    "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "to", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whose", "why", "will",
    "with", "would", "you", "your",
];

fn flush(word: &mut String, span: &Range<usize>, take: &mut impl FnMut(&str, Range<usize>)) {
    if !word.is_empty() {
        take(word, span.clone());
        word.clear();
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}')
}

/// Scripts written without blanks: kana, Han and Hangul.
fn is_sign(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Appends `character` in lower case without its accent.
fn fold(character: char, word: &mut String) {
    if character.is_ascii() {
        word.push(character.to_ascii_lowercase());
        return;
    }
    let lower = lower_case(character);
    match plain_latin(lower) {
        Some(plain) => word.push_str(plain),
        None => word.push(lower),
    }
}

/// The lower case of Latin, Greek and Cyrillic letters; other scripts have none that matters. The table of all of
/// Unicode would be a tenth of the WebAssembly module.
fn lower_case(character: char) -> char {
    let further = match character {
        '\u{c0}'..='\u{de}' | '\u{391}'..='\u{3ab}' | '\u{410}'..='\u{42f}' => 32,
        '\u{400}'..='\u{40f}' => 80,
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' => u32::from(u32::from(character) % 2 == 0),
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' => u32::from(character) % 2,
        '\u{178}' => return '\u{ff}',
        '\u{386}' => 38,
        '\u{388}'..='\u{38a}' => 37,
        '\u{38c}' => 64,
        '\u{38e}' | '\u{38f}' => 63,
        _ => 0,
    };
    char::from_u32(u32::from(character) + further).unwrap_or(character)
}

/// The letters of the Latin-1 and Latin Extended-A blocks as people type them without the accent.
fn plain_latin(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let text = "Don\u{2019}t the vendors\u{2019} Caf\u{e9}s e-mail AES-256, ISO/IEC 27001:2022? \u{6697}\u{53f7}";
        assert_eq!(normalise(text), "dont the vendors cafes e mail aes 256 iso iec 27001 2022 \u{6697} \u{53f7}");
    }

    #[test]
    fn spans_hold_the_source() {
        let mut spans = Vec::new();
        each_word("(Na\u{ef}ve) it's", |_, span| spans.push(span));
        assert_eq!(spans, [1..7, 9..13]);
    }

    #[test]
    fn stems_keep_what_carries_meaning() {
        assert_eq!(content_stems("Are the backups encrypted at rest?").join(" "), "backup encrypt rest");
    }

    #[test]
    fn capitals_are_lowered_as_unicode_says() {
        let scripts = ['\u{c0}'..='\u{12f}', '\u{131}'..='\u{17e}', '\u{386}'..='\u{3c9}', '\u{400}'..='\u{45f}'];
        for letter in scripts.into_iter().flatten().filter(|letter| letter.is_alphabetic()) {
            assert_eq!(letter.to_lowercase().to_string(), lower_case(letter).to_string(), "{letter}");
        }
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("your") && !is_stop_word("not"));
    }
}
