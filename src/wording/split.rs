//! The words of a text, folded so that marks and forms of writing do not count.

use std::iter::Peekable;
use std::str::CharIndices;
use unicode_normalization::UnicodeNormalization as _;

/// A word, a number, or a symbol that counts as a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The form that is compared: small letters, compatible forms joined, no apostrophes, no thousands marks.
    pub(super) folded: String,
    /// The word as written.
    pub(super) shown: String,
    /// Where it is in its text, in bytes.
    pub(super) at: usize,
    /// Whether a sentence begins with it.
    pub(super) begins: bool,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// With the marks of Markdown, which are not words.
    Markdown,
    /// Without markup: each character means itself.
    Plain,
}

impl Word {
    /// Returns whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.shown.chars().next().is_some_and(char::is_uppercase)
    }

    /// Returns whether it contains a digit of any script or form.
    pub(super) fn has_digit(&self) -> bool {
        self.shown.chars().any(char::is_numeric)
    }
}

/// Symbols that count as words.
const SYMBOLS: [char; 12] = ['%', '‰', '$', '€', '£', '¥', '<', '>', '≤', '≥', '≠', '±'];

/// The same as wide characters of East Asian texts; the hash of a verified text leaves them out.
const WIDE_SYMBOLS: [char; 6] = ['％', '＄', '￡', '￥', '＜', '＞'];

/// Returns the words of `text` in the form that is compared, joined by blanks: equal for texts that differ in marks and
/// forms of writing alone.
pub fn folded(text: &str) -> String {
    words(text, Syntax::Markdown).into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
}

/// Returns the first of the words that [`folded`] joins; `None` if there is none.
pub fn first_folded(text: &str) -> Option<String> {
    Splitter::new(text, Syntax::Markdown).next().map(|token| folded_word(token.shown))
}

/// Returns the words of `text`. Of Markdown, marks of emphasis, code and footnotes, targets of links, and tags and comments
/// of HTML are left out; of every text, characters that readers do not see.
pub(super) fn words(text: &str, syntax: Syntax) -> Vec<Word> {
    let word = |token: Token<'_>| Word {
        folded: if syntax == Syntax::Plain { folded_plain(token.shown) } else { folded_word(token.shown) },
        shown: token.shown.to_owned(),
        at: token.at,
        begins: token.begins,
    };
    Splitter::new(text, syntax).map(word).collect()
}

/// A word as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Where it is in its text, in bytes.
    pub(super) at: usize,
    /// The word.
    pub(super) shown: &'a str,
    /// Whether a sentence begins with it.
    pub(super) begins: bool,
}

/// The words of a text, in order.
pub(super) struct Splitter<'a> {
    text: &'a str,
    syntax: Syntax,
    symbols: Peekable<CharIndices<'a>>,
    begins: bool,
}

impl<'a> Iterator for Splitter<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (at, symbol) = self.symbols.next()?;
            if let Some(shown) = self.take(at, symbol) {
                let begins = std::mem::replace(&mut self.begins, false);
                return Some(Token { at, shown, begins });
            }
        }
    }
}

impl<'a> Splitter<'a> {
    pub(super) fn new(text: &'a str, syntax: Syntax) -> Self {
        Self { text, syntax, symbols: text.char_indices().peekable(), begins: true }
    }

    /// Takes the `symbol` at `at`, and returns the word that begins with it.
    fn take(&mut self, at: usize, symbol: char) -> Option<&'a str> {
        let rest = self.text.get(at..).unwrap_or_default();
        let is_markdown = self.syntax == Syntax::Markdown;
        if let Some(length) = is_markdown.then(|| skipped(rest)).flatten() {
            self.skip_to(at + length);
            return None;
        }
        let length = if symbol.is_alphabetic() {
            if is_single(symbol) { symbol.len_utf8() } else { letters_length(rest) }
        } else if symbol.is_numeric() {
            number_length(rest)
        } else if SYMBOLS.contains(&symbol)
            || !is_markdown && WIDE_SYMBOLS.contains(&symbol)
            || self.is_sign(at, symbol)
        {
            symbol.len_utf8()
        } else if is_markdown && rest.starts_with("~~") {
            // What is struck through is withdrawn.
            2
        } else {
            if matches!(symbol, '.' | '!' | '?' | ':' | '\n' | '|' | '。' | '！' | '？' | '：') {
                let next = rest.chars().nth(1);
                self.begins |= symbol == '\n' || !symbol.is_ascii() || next.is_none_or(|next| !next.is_alphanumeric());
            }
            return None;
        };
        self.skip_to(at + length);
        rest.get(..length)
    }

    fn skip_to(&mut self, end: usize) {
        while self.symbols.next_if(|(at, _)| *at < end).is_some() {}
    }

    /// Returns whether the `symbol` at `at` is the sign of a negative number.
    fn is_sign(&self, at: usize, symbol: char) -> bool {
        let before = self.text.get(..at).and_then(|before| before.chars().next_back());
        let after = self.text.get(at + symbol.len_utf8()..).and_then(|after| after.chars().next());
        matches!(symbol, '-' | '−')
            && before.is_none_or(|before| before.is_whitespace() || before == '(')
            && after.is_some_and(|after| after.is_ascii_digit())
    }
}

/// Returns the length in bytes of what `rest` begins with and readers do not read as words.
fn skipped(rest: &str) -> Option<usize> {
    let through = |end: &str| rest.find(end).map(|at| at + end.len());
    if rest.starts_with("[^") {
        return through("]");
    }
    if rest.starts_with("](") {
        return through(")");
    }
    if rest.starts_with("<!--") {
        return Some(through("-->").unwrap_or(rest.len()));
    }
    let is_tag = |after: &str| after.starts_with(|symbol: char| symbol.is_ascii_alphabetic() || symbol == '/');
    if rest.strip_prefix('<').is_some_and(is_tag) {
        return through(">");
    }
    None
}

/// Returns whether a symbol is a word of its own: Han, Hiragana and Katakana (Unicode 16, blocks).
fn is_single(symbol: char) -> bool {
    matches!(symbol, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Returns whether a symbol is in texts and readers do not see it.
fn is_invisible(symbol: char) -> bool {
    matches!(
        symbol,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

fn is_apostrophe(symbol: char) -> bool {
    matches!(symbol, '\'' | '’' | 'ʼ' | '‘')
}

/// Returns the length in bytes of the word that `rest` begins with; apostrophes and emphasis inside belong to it.
fn letters_length(rest: &str) -> usize {
    // Most words have only such letters.
    let mut end = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let first = end;
    for (at, symbol) in rest.get(first..).unwrap_or_default().char_indices().map(|(at, symbol)| (first + at, symbol)) {
        let goes_on = symbol.is_ascii_alphabetic()
            || !symbol.is_ascii()
                && ((symbol.is_alphabetic() && !is_single(symbol))
                    || unicode_normalization::char::is_combining_mark(symbol));
        if goes_on {
            end = at + symbol.len_utf8();
        } else if !(is_apostrophe(symbol) || is_invisible(symbol)) {
            break;
        }
    }
    end
}

/// Returns the length in bytes of the number that `rest` begins with: digits with `.` or `,` between them, and groups
/// of three digits after a blank.
fn number_length(rest: &str) -> usize {
    let mut end = run_length(rest);
    while let Some(group) = rest.get(end..).and_then(|rest| rest.strip_prefix([' ', '\u{A0}', '\u{2009}', '\u{202F}']))
    {
        let digits = group.chars().take_while(char::is_ascii_digit).count();
        let head = rest.get(..end).unwrap_or_default();
        let first = head.split([' ', '\u{A0}', '\u{2009}', '\u{202F}']).next().unwrap_or_default();
        let is_group = digits == 3
            && first.len() <= 3
            && head.chars().all(|symbol| symbol.is_ascii_digit() || symbol.is_whitespace())
            && run_length(group) == 3;
        if !is_group {
            break;
        }
        end = rest.len() - group.len() + 3;
    }
    end
}

/// Returns the length in bytes of digits, with `.` or `,` between them.
fn run_length(rest: &str) -> usize {
    let mut end = 0;
    for (at, symbol) in rest.char_indices() {
        if symbol.is_numeric() {
            end = at + symbol.len_utf8();
        } else if !(matches!(symbol, '.' | ',') && at == end) {
            break;
        }
    }
    end
}

/// Returns the form of a word without markup that is compared: digits below the line count as digits, and dots between
/// groups of three digits not at all: `28.000` and `28,000` are one number in two languages. Hashes of verified texts have the
/// other form.
pub(super) fn folded_plain(shown: &str) -> String {
    let is_below = |symbol: char| matches!(symbol, '₀'..='₉');
    let lowered = |symbol: char| {
        let digit = u32::from(symbol).checked_sub(u32::from('₀')).filter(|_| is_below(symbol));
        digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(symbol)
    };
    let folded = if shown.contains(is_below) {
        folded_word(&shown.chars().map(lowered).collect::<String>())
    } else {
        folded_word(shown)
    };
    if folded.contains('.') && folded.starts_with(|symbol: char| symbol.is_ascii_digit()) {
        without_dots(folded)
    } else {
        folded
    }
}

fn without_dots(number: String) -> String {
    let (whole, rest) = number.split_once(',').map_or((number.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split('.').collect();
    let is_first = |one: &&str| (1..=3).contains(&one.len()) && !one.starts_with('0');
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(is_first);
    let is_whole = rest.is_none_or(|rest| !rest.contains(['.', ',']));
    if is_grouped && is_whole { number.replace('.', "") } else { number }
}

/// Returns the form of a word that is compared.
pub(super) fn folded_word(shown: &str) -> String {
    // Bits and bytes differ in one letter's case.
    if matches!(shown, "Kb" | "Mb" | "Gb" | "Tb" | "Pb") {
        return shown.to_lowercase() + "it";
    }
    let is_number = shown.starts_with(char::is_numeric);
    if shown.is_ascii() && !is_number {
        let mut text = shown.to_ascii_lowercase();
        text.retain(|symbol| symbol != '\'');
        return text;
    }
    let kept = shown.chars().filter(|symbol| !is_apostrophe(*symbol) && !is_invisible(*symbol));
    let text: String = kept.flat_map(compatible).flat_map(char::to_lowercase).collect();
    let text: String = text.nfc().collect();
    if is_number { without_thousands(&text) } else { text }
}

/// Returns the compatible form of a symbol; superscripts, subscripts, fractions and numbers in circles have a meaning
/// of their own and stay.
fn compatible(symbol: char) -> Vec<char> {
    let stays = symbol.is_numeric() && !symbol.is_ascii_digit() && !('０'..='９').contains(&symbol);
    if stays { vec![symbol] } else { std::iter::once(symbol).nfkc().collect() }
}

/// Removes blanks, and commas between groups of three digits.
fn without_thousands(number: &str) -> String {
    let number: String = number.chars().filter(|symbol| !symbol.is_whitespace()).collect();
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',') && (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if is_grouped { number.replace(',', "") } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_writing_do_not_count() {
        for (text, expected) in [
            ("It stops at **5TB** a day.[^limit]", "it stops at 5 tb a day"),
            ("5,000 users, 5 000 users, 5\u{202F}000\u{A0}users", "5000 users 5000 users 5000 users"),
            ("1,5 GB and 12,50 and 1.5", "1,5 gb and 12,50 and 1.5"),
            ("in 2026 100 users", "in 2026 100 users"),
            ("10³ users, ½ price, ５ users", "10³ users ½ price 5 users"),
            ("See [the “limits”](https://x.example/5), <b>not</b> <https://y.example/6>", "see the limits not"),
            ("pro\u{AD}vision\u{200B}ing isn’t isn't", "provisioning isnt isnt"),
            ("at -5 °C, 5-10, < 5 %, $5", "at - 5 c 5 10 < 5 % $ 5"),
            ("5 Gb, 5 GB, 5 gb", "5 gbit 5 gb 5 gb"),
            ("~~struck~~ <!-- hidden 5 --> text", "~~ struck ~~ text"),
            ("e\u{301}t\u{E9}", "\u{E9}t\u{E9}"),
            ("日本 x", "日 本 x"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
            let first = words(text, Syntax::Markdown).into_iter().next().map(|word| word.folded);
            assert_eq!(first_folded(text), first, "{text}");
        }
    }

    #[test]
    fn sentences_begin_after_their_marks() {
        let begins = |text: &str| -> Vec<String> {
            words(text, Syntax::Markdown).into_iter().filter(|word| word.begins).map(|word| word.shown).collect()
        };
        assert_eq!(begins("无。有！日"), ["无", "有", "日"]);
        assert_eq!(begins("It is 1.5 fast. Plans differ: Ours is\n- new"), ["It", "Plans", "Ours", "new"]);
    }
}
