//! Reads a template as its engine does: text, comments and tags with their words.
//!
//! The engine has compiled the template before, so that only the places of its parts are of interest. What it reads, and
//! how: `parsing/lexer.rs` of Tera 2.4.

use std::ops::Range;

/// A part of a template.
#[derive(Debug)]
pub(super) enum Part {
    /// Text that is shown as it is, and its bytes.
    Text(usize),
    /// `{{ … }}` or `{% … %}`.
    Tag(Tag),
}

/// A tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) shows_value: bool,
    /// The whole tag, delimiters included.
    pub(super) range: Range<usize>,
    /// Whether white space after the tag is removed.
    pub(super) trims_after: bool,
    pub(super) tokens: Vec<Token>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or a keyword.
    Word,
    /// A text or a number.
    Literal,
    /// An operator, bracket or other sign.
    Sign,
}

/// A token and its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

const LONG_SIGNS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// Reads `template`; `None` if it is not one.
pub(super) fn parts(template: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = template.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("{#") {
            // `{#-` is three bytes, so that `{#-}` ends nothing.
            let opening = if rest.starts_with("{#-") { 3 } else { 2 };
            rest.get(opening..)?.find("#}")? + opening + 2
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            if let Some((length, text)) = raw(rest) {
                parts.push(Part::Text(text));
                length
            } else {
                let tag = tag(template, at)?;
                let end = tag.range.end;
                parts.push(Part::Tag(tag));
                end - at
            }
        } else {
            let starts = ["{{", "{%", "{#"].iter().filter_map(|start| rest.find(start));
            let length = starts.min().unwrap_or(rest.len());
            parts.push(Part::Text(length));
            length
        };
        at += length;
    }
    Some(parts)
}

/// Returns how long the `{% raw %}` section at the beginning of `rest` is, and its text.
fn raw(rest: &str) -> Option<(usize, usize)> {
    let inside = rest.strip_prefix("{%")?;
    let begin = named_tag(inside, "raw")? + 2;
    let mut at = begin;
    loop {
        let end = at + rest.get(at..)?.find("{%")?;
        at = end + 2;
        if let Some(length) = named_tag(rest.get(at..)?, "endraw") {
            return Some((at + length, end - begin));
        }
    }
}

/// Returns the length of `name %}` at the beginning of `rest`, which follows `{%`.
fn named_tag(rest: &str, name: &str) -> Option<usize> {
    let inside = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let after = inside.strip_prefix(name)?.trim_ascii_start();
    let after = after.strip_prefix('-').unwrap_or(after).strip_prefix("%}")?;
    Some(rest.len() - after.len())
}

/// Reads the tag at `begin`.
fn tag(template: &str, begin: usize) -> Option<Tag> {
    let shows_value = template.get(begin..)?.starts_with("{{");
    let close = if shows_value { "}}" } else { "%}" };
    let mut at = begin + 2;
    if template.get(at..)?.starts_with('-') {
        at += 1;
    }
    let mut tokens = Vec::new();
    loop {
        let rest = template.get(at..)?;
        let spaces = rest.len() - rest.trim_ascii_start().len();
        at += spaces;
        let rest = rest.trim_ascii_start();
        let trims_after = rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(close));
        if trims_after || rest.starts_with(close) {
            let end = at + close.len() + usize::from(trims_after);
            return Some(Tag { shows_value, range: begin..end, trims_after, tokens });
        }
        let (kind, length) = token(rest)?;
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
}

/// Reads the token at the beginning of `rest`.
fn token(rest: &str) -> Option<(TokenKind, usize)> {
    if let Some(sign) = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Some((TokenKind::Sign, sign.len()));
    }
    let first = *rest.as_bytes().first()?;
    let length_while = |is_part: fn(u8) -> bool| rest.bytes().take_while(|byte| is_part(*byte)).count();
    match first {
        b'\'' | b'"' | b'`' => Some((TokenKind::Literal, literal_text(rest, first)?)),
        b'0'..=b'9' => {
            let whole = length_while(|byte| byte.is_ascii_digit());
            let fraction = rest.get(whole..)?.strip_prefix('.');
            let digits = fraction.map(|digits| 1 + digits.bytes().take_while(u8::is_ascii_digit).count());
            Some((TokenKind::Literal, whole + digits.unwrap_or_default()))
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            Some((TokenKind::Word, length_while(|byte| byte == b'_' || byte.is_ascii_alphanumeric())))
        }
        _ => first.is_ascii().then_some((TokenKind::Sign, 1)),
    }
}

/// Returns the length of the text at the beginning of `rest`, `quote` on both sides included.
fn literal_text(rest: &str, quote: u8) -> Option<usize> {
    let mut is_escaped = false;
    let inside = rest.bytes().skip(1).position(|byte| {
        let ends = !is_escaped && byte == quote;
        is_escaped = !is_escaped && byte == b'\\';
        ends
    })?;
    Some(inside + 2)
}
