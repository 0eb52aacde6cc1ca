//! Escapes in strings of JSON and programs (RFC 8259, 7): `\u0041`, `\u{41}`, `\x41`.

use super::piece::Piece;
use super::window::{Read, decode, windows};

/// Returns the lines of `text` that hold an escape, decoded.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let is_mark = |at: &usize| text.get(*at..).and_then(read).is_some();
    let marks = text.match_indices('\\').map(|(at, _)| at).filter(is_mark);
    windows(text, marks).into_iter().filter_map(|window| decode(text, window, read)).collect()
}

fn read(rest: &str) -> Option<Read> {
    let after = rest.strip_prefix('\\')?;
    let (digits, length) = if let Some(code) = after.strip_prefix("u{") {
        let digits = code.split('}').next().filter(|digits| digits.len() <= 6)?;
        (digits, digits.len() + 4)
    } else if let Some(code) = after.strip_prefix('u') {
        (code.get(..4)?, 6)
    } else {
        (after.strip_prefix('x')?.get(..2)?, 4)
    };
    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    (' '..='~').contains(&character).then_some(Read::Character(character, length))
}
