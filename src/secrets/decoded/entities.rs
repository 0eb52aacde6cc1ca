//! Character references of HTML (HTML Living Standard, 13.5): numbers, and the names of the characters that credentials and
//! their labels are made of.

use super::piece::Piece;
use super::window::{Read, decode, windows};

const NAMES: &[(&str, char)] = &[
    ("&amp;", '&'),
    ("&colon;", ':'),
    ("&commat;", '@'),
    ("&dollar;", '$'),
    ("&equals;", '='),
    ("&gt;", '>'),
    ("&hyphen;", '-'),
    ("&lowbar;", '_'),
    ("&lt;", '<'),
    ("&period;", '.'),
    ("&plus;", '+'),
    ("&quot;", '"'),
    ("&sol;", '/'),
];

/// Returns the lines of `text` that hold a reference, decoded.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let is_mark = |at: &usize| text.get(*at..).and_then(read).is_some();
    let marks = text.match_indices('&').map(|(at, _)| at).filter(is_mark);
    windows(text, marks).into_iter().filter_map(|window| decode(text, window, read)).collect()
}

fn read(rest: &str) -> Option<Read> {
    let after = rest.strip_prefix('&')?;
    let Some(number) = after.strip_prefix('#') else {
        let (name, character) = NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        return Some(Read::Character(*character, name.len()));
    };
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
    let length = digits.bytes().take(8).take_while(u8::is_ascii_hexdigit).count();
    let character = char::from_u32(u32::from_str_radix(digits.get(..length)?, radix).ok()?)?;
    let prefix = rest.len() - digits.len();
    let end = usize::from(digits.get(length..).is_some_and(|rest| rest.starts_with(';')));
    Some(Read::Character(character, prefix + length + end))
}
