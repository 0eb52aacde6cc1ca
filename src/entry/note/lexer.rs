//! The parts of a note: addresses, quotes, dates, words and marks.

use super::date_form::{DateForm, date_at};
use std::collections::BTreeSet;
use std::ops::Range;

/// A part of a note with its bytes in the text of the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its bytes; those of a quote are without its marks.
    pub(super) range: Range<usize>,
}

/// What a part of a note is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// An address with its scheme.
    Address,
    /// What looks like an address and has no scheme.
    BareAddress,
    /// Words between quotation marks.
    Quote,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// A date.
    Date(DateForm),
    /// A word, in lower case.
    Word(String),
    /// Any other symbol but white space.
    Mark(char),
}

/// Splits the text of a note.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut unclosed = BTreeSet::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(symbol) = rest.chars().next()
    {
        // A mark that nothing closes from here on is not searched for again.
        let found = if unclosed.contains(&symbol) {
            Some((TokenKind::OpenQuote, at..at + symbol.len_utf8(), 0))
        } else {
            token(text, at, rest, symbol)
        };
        let Some((kind, range, length)) = found else {
            at += symbol.len_utf8();
            continue;
        };
        if kind == TokenKind::OpenQuote {
            unclosed.insert(symbol);
        }
        tokens.push(Token { kind, range });
        at += length.max(symbol.len_utf8());
    }
    tokens
}

/// Returns the part that begins at `at`, its bytes, and how many bytes it takes with its marks; `None` for white space.
fn token(text: &str, at: usize, rest: &str, symbol: char) -> Option<(TokenKind, Range<usize>, usize)> {
    if symbol.is_whitespace() {
        return None;
    }
    if let Some(length) = address_length(rest) {
        return Some((TokenKind::Address, at..at + length, length));
    }
    if let Some((inside, length)) = quote(rest, symbol) {
        return Some((TokenKind::Quote, at + inside.start..at + inside.end, length));
    }
    if is_opening(symbol) {
        return Some((TokenKind::OpenQuote, at..at + symbol.len_utf8(), 0));
    }
    let begins_word = !text.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric);
    if begins_word && let Some(length) = bare_address_length(rest) {
        return Some((TokenKind::BareAddress, at..at + length, length));
    }
    if begins_word && let Some((form, length)) = date_at(rest) {
        return Some((TokenKind::Date(form), at..at + length, length));
    }
    if symbol.is_alphanumeric() {
        let length = rest.find(|symbol: char| !symbol.is_alphanumeric() && symbol != '\'').unwrap_or(rest.len());
        return Some((TokenKind::Word(rest.get(..length)?.to_lowercase()), at..at + length, length));
    }
    Some((TokenKind::Mark(symbol), at..at + symbol.len_utf8(), 0))
}

/// Returns the length of the address with which `text` begins: up to white space or a mark that no address has, without
/// the marks that end a sentence and without a bracket that it does not open.
fn address_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let mut open = 0_u32;
    let mut end = text.len();
    for (index, symbol) in text.char_indices() {
        match symbol {
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            ')' | '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | ']' | '|' => {
                end = index;
                break;
            }
            symbol if symbol.is_whitespace() => {
                end = index;
                break;
            }
            _ => {}
        }
    }
    let address = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '*', '\'']);
    (address.len() > scheme.len()).then_some(address.len())
}

/// How many bytes of an address without a scheme are looked at; the rest of a longer one is words.
const LONGEST_BARE_ADDRESS: usize = 300;

/// Returns the length of a host with a path, or of a host that begins with `www.`.
fn bare_address_length(text: &str) -> Option<usize> {
    let text = text.get(..text.floor_char_boundary(LONGEST_BARE_ADDRESS)).unwrap_or(text);
    let end = text.find(|symbol: char| {
        !(symbol.is_ascii_alphanumeric() || matches!(symbol, '.' | '-' | '/' | '_' | '#' | '?' | '=' | '&' | '%'))
    });
    let found = text.get(..end.unwrap_or(text.len()))?.trim_end_matches(['.', '?', '-']);
    let host = found.split('/').next().unwrap_or_default();
    let labels = host.split('.').count();
    let ends_in_letters =
        host.rsplit('.').next().is_some_and(|top| top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_host = labels > 1 && ends_in_letters && host.split('.').all(|label| !label.is_empty());
    (is_host && (found.len() > host.len() || host.starts_with("www."))).then_some(found.len())
}

fn is_opening(symbol: char) -> bool {
    matches!(symbol, '"' | '“' | '„' | '«')
}

/// Returns the bytes between the quotation marks with which `text` begins, and how many bytes both marks enclose.
fn quote(text: &str, symbol: char) -> Option<(Range<usize>, usize)> {
    let closing: &[char] = match symbol {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”'],
        '«' => &['»'],
        _ => return None,
    };
    let start = symbol.len_utf8();
    let inside = text.get(start..)?;
    let end = inside.char_indices().find(|(index, mark)| {
        closing.contains(mark) && !inside.get(..*index).is_some_and(|before| before.ends_with('\\'))
    });
    let (length, mark) = end?;
    Some((start..start + length, start + length + mark.len_utf8()))
}
