//! Values that continue on the next line, as editors and mail programs wrap long words.

use super::piece::Piece;
use super::window::{Read, decode};

/// The least number of characters of a value before the end of a line.
const LEAST_BEFORE: usize = 8;
/// The least number of characters of a value on the next line.
const LEAST_AFTER: usize = 4;
/// The most characters of a value on one side.
const MOST: usize = 240;

/// Returns the ends of lines in `text` that may cut a value, each with the value before and after it, joined.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    text.match_indices('\n').filter_map(|(at, _)| piece(text, at)).collect()
}

fn piece(text: &str, line_end: usize) -> Option<Piece> {
    let bytes = text.as_bytes();
    let end = if bytes.get(..line_end)?.ends_with(b"\r") { line_end - 1 } else { line_end };
    let before = bytes.get(..end)?.iter().rev().take(MOST).take_while(|byte| is_of_value(**byte)).count();
    // Most lines end with a word or a mark.
    if before < LEAST_BEFORE || !bytes.get(end - before..end)?.iter().any(u8::is_ascii_digit) {
        return None;
    }
    // The marks of a quote, a list or an indented block.
    let margin = bytes.get(line_end + 1..)?.iter().take(8).take_while(|byte| b" \t>".contains(byte)).count();
    let start = line_end + 1 + margin;
    let after = bytes.get(start..)?.iter().take(MOST).take_while(|byte| is_of_value(**byte)).count();
    if after < LEAST_AFTER {
        return None;
    }
    decode(text, end - before..start + after, |rest| {
        let is_cut = rest.starts_with(['\r', '\n']);
        is_cut.then(|| Read::Nothing(start - end))
    })
}

fn is_of_value(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
}
