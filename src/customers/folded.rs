//! A text in the form in which names are compared.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text in lower case without accents, invisible characters and marks of emphasis, in which hyphens, underscores, line ends and
/// blanks of every kind are one blank; with the place of each byte in the text as written.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The folded text.
    pub(super) text: String,
    /// Where the distance between folded and written place changes: first folded byte, its written byte. Sorted.
    places: Vec<(usize, usize)>,
    /// Where the last character that was kept ends, as written, by the same order.
    ends: Vec<(usize, usize)>,
}

/// Character references that pages hold in names, and what they represent; without `&`.
const REFERENCES: [(&str, &str); 14] = [
    ("nbsp;", " "),
    ("#160;", " "),
    ("#xa0;", " "),
    ("#xA0;", " "),
    ("shy;", ""),
    ("#173;", ""),
    ("#xad;", ""),
    ("#xAD;", ""),
    ("zwj;", ""),
    ("zwnj;", ""),
    ("amp;", "&"),
    ("#38;", "&"),
    ("#39;", "'"),
    ("rsquo;", "'"),
];

impl Folded {
    /// Folds `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), ..Self::default() };
        let mut symbols = text.char_indices().peekable();
        while let Some((at, symbol)) = symbols.next() {
            let end = at + symbol.len_utf8();
            match symbol {
                'a'..='z' | '0'..='9' => folded.push(symbol, at, end),
                'A'..='Z' => folded.push(symbol.to_ascii_lowercase(), at, end),
                '\n' => {
                    folded.separate(at, end);
                    // The marks of quotations continue on the next line.
                    while symbols.next_if(|(_, next)| matches!(next, ' ' | '\t' | '>')).is_some() {}
                }
                '*' | '`' => {}
                '\\' if symbols.peek().is_some_and(|(_, next)| next.is_ascii_punctuation()) => {}
                '&' => folded.reference(text, at, &mut symbols),
                '%' => folded.percent(text, at, &mut symbols),
                _ if symbol.is_ascii() && !symbol.is_ascii_whitespace() && !matches!(symbol, '-' | '_' | '+') => {
                    folded.push(symbol, at, end);
                }
                _ => folded.other(symbol, at, end),
            }
        }
        folded
    }

    /// Returns the place, as written, of the folded bytes at `range`.
    pub(super) fn written(&self, range: Range<usize>) -> Range<usize> {
        let start = written(&self.places, range.start);
        let end = written(&self.ends, range.end.saturating_sub(1)) + 1;
        start..end.max(start)
    }

    fn push(&mut self, symbol: char, at: usize, end: usize) {
        let from = self.text.len();
        self.text.push(symbol);
        note(&mut self.places, from, at);
        // Every byte of a symbol ends where the symbol does.
        for byte in from..self.text.len() {
            note(&mut self.ends, byte, end - 1);
        }
    }

    fn separate(&mut self, at: usize, end: usize) {
        if !self.text.ends_with([' ', '&']) {
            self.push(' ', at, end);
        }
    }

    fn ampersand(&mut self, at: usize, end: usize) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        self.push('&', at, end);
    }

    /// Folds a symbol that is not a plain one of ASCII.
    fn other(&mut self, symbol: char, at: usize, end: usize) {
        match symbol {
            _ if is_invisible(symbol) => {}
            '-' | '_' | '+' | '\u{2010}'..='\u{2015}' | '\u{2212}' => self.separate(at, end),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => self.push('\'', at, end),
            'ß' | 'ẞ' => {
                self.push('s', at, end);
                self.push('s', at, end);
            }
            'ø' | 'Ø' => self.push('o', at, end),
            'ł' | 'Ł' => self.push('l', at, end),
            _ if symbol.is_whitespace() => self.separate(at, end),
            _ => {
                let plain = std::iter::once(symbol).nfkd().filter(|part| !is_combining_mark(*part));
                for part in plain.flat_map(char::to_lowercase) {
                    if part == ' ' { self.separate(at, end) } else { self.push(part, at, end) }
                }
            }
        }
    }

    /// Folds a character reference, or the `&` at `at`.
    fn reference(&mut self, text: &str, at: usize, symbols: &mut Peekable<CharIndices<'_>>) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let Some((name, value)) = REFERENCES.iter().find(|(name, _)| rest.starts_with(name)) else {
            return self.ampersand(at, at + 1);
        };
        let end = at + 1 + name.len();
        skip_to(symbols, end);
        match *value {
            "" => {}
            " " => self.separate(at, end),
            "&" => self.ampersand(at, end),
            other => other.chars().for_each(|symbol| self.push(symbol, at, end)),
        }
    }

    /// Folds the bytes in percent encoding (RFC 3986) that begin at `at`, or the `%`.
    fn percent(&mut self, text: &str, at: usize, symbols: &mut Peekable<CharIndices<'_>>) {
        let mut bytes = Vec::new();
        let mut end = at;
        while let Some(digits) = text.get(end..).and_then(|rest| rest.strip_prefix('%')).and_then(|rest| rest.get(..2))
        {
            let Ok(byte) = u8::from_str_radix(digits, 16) else { break };
            bytes.push(byte);
            end += 3;
        }
        match std::str::from_utf8(&bytes) {
            Ok(decoded) if !decoded.is_empty() => {
                skip_to(symbols, end);
                for symbol in decoded.chars() {
                    match symbol {
                        '&' => self.ampersand(at, end),
                        _ if symbol.is_ascii_alphanumeric() => self.push(symbol.to_ascii_lowercase(), at, end),
                        _ => self.other(symbol, at, end),
                    }
                }
            }
            _ => self.push('%', at, at + 1),
        }
    }
}

/// Returns whether `symbol` shows nothing: soft hyphens, joiners, marks of direction, variation selectors.
fn is_invisible(symbol: char) -> bool {
    matches!(symbol, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(symbol, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn skip_to(symbols: &mut Peekable<CharIndices<'_>>, end: usize) {
    while symbols.next_if(|(at, _)| *at < end).is_some() {}
}

/// Notes that the folded byte `from` is at `at`, unless that follows from what is known.
fn note(places: &mut Vec<(usize, usize)>, from: usize, at: usize) {
    let follows = places.last().is_some_and(|(first, written)| from >= *first && written + (from - first) == at);
    if !follows {
        places.push((from, at));
    }
}

fn written(places: &[(usize, usize)], byte: usize) -> usize {
    let known = places.partition_point(|(first, _)| *first <= byte);
    places.get(known.saturating_sub(1)).map_or(byte, |(first, written)| written + byte.saturating_sub(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(text).text
    }

    #[test]
    fn what_readers_take_for_one_name_folds_alike() {
        for text in [
            "Ada Söhne",
            "ADA SÖHNE",
            "Ada\u{a0}Söhne",
            "Ada  Söhne",
            "Ada\nSöhne",
            "Ada\n> Söhne",
            "Ada-Söhne",
            "Ada_Söhne",
            "A\u{ad}da S\u{200b}öhne",
            "Ada So\u{308}hne",
            "**Ada** `Söhne`",
            "Ada&nbsp;S&shy;öhne",
            "Ada%20S%C3%B6hne",
            "Ａda Söhne",
        ] {
            assert_eq!(folded(text), "ada sohne", "{text:?}");
        }
        assert_eq!(folded("A & B, a&amp;b, R&D’s 100% of \\_x"), "a&b, a&b, r&d's 100% of x");
    }

    #[test]
    fn each_folded_byte_knows_its_place() {
        let text = "für **Ä\u{ad}da\u{a0} Söhne%20x**!";
        let folded = Folded::new(text);
        let place = |part: &str| {
            let at = folded.text.find(part).unwrap();
            text.get(folded.written(at..at + part.len())).unwrap()
        };
        assert_eq!(
            ["fur", "ada", "a s", "sohne", "e x"].map(place),
            ["für", "Ä\u{ad}da", "a\u{a0} S", "Söhne", "e%20x"]
        );
    }
}
