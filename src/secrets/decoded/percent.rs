//! Percent-encoding (RFC 3986, 2.1).

use super::piece::Piece;
use super::window::{Read, decode, windows};

/// Returns the lines of `text` that hold a letter, digit or mark as `%41`, decoded.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let is_mark = |at: &usize| text.get(*at..).and_then(character).is_some();
    let marks = text.match_indices('%').map(|(at, _)| at).filter(is_mark);
    windows(text, marks).into_iter().filter_map(|window| decode(text, window, read)).collect()
}

fn read(rest: &str) -> Option<Read> {
    character(rest).map(|character| Read::Character(character, 3))
}

/// Returns the printable character that `rest` begins with as `%XX`.
fn character(rest: &str) -> Option<char> {
    let digits = rest.strip_prefix('%')?.get(..2)?;
    let byte = u8::from_str_radix(digits, 16).ok()?;
    (b' '..=b'~').contains(&byte).then_some(char::from(byte))
}
