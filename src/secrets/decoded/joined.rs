//! Values cut by marks that readers do not see or that format them: emphasis, code marks, `<wbr>`, `&shy;`, invisible characters,
//! and the soft line ends of quoted-printable (RFC 2045, 6.7).

use super::piece::Piece;
use super::window::{Read, decode, windows};

/// Characters without width, the soft hyphen among them.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
/// Marks of Markdown and HTML.
const MARKS: [&str; 7] = ["***", "**", "``", "`", "<wbr>", "<wbr/>", "&shy;"];

/// Returns the lines of `text` in which such a mark is between two characters of a value, without the marks.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let is_cut = |at: &usize| is_in_value(text, *at) && text.get(*at..).and_then(read).is_some();
    let bytes = text.bytes().enumerate();
    let places = bytes.filter(|(_, byte)| matches!(byte, b'*' | b'`' | b'<' | b'&')).map(|(at, _)| at);
    let mut marks: Vec<usize> = places.filter(is_cut).collect();
    if !text.is_ascii() {
        marks.extend(text.match_indices(INVISIBLE).map(|(at, _)| at));
        marks.sort_unstable();
    }
    let lines = windows(text, marks.into_iter()).into_iter().filter_map(|window| decode(text, window, read));
    lines.chain(soft_lines(text)).collect()
}

/// Returns whether a character of a value is right before `at`.
fn is_in_value(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-.+/=".contains(byte))
}

fn read(rest: &str) -> Option<Read> {
    if let Some(character) = rest.chars().next().filter(|character| INVISIBLE.contains(character)) {
        return Some(Read::Nothing(character.len_utf8()));
    }
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let next = rest.as_bytes().get(mark.len())?;
    (next.is_ascii_alphanumeric() || b"_-".contains(next)).then_some(Read::Nothing(mark.len()))
}

/// The lengths of a line that quoted-printable ends with `=`: it is filled as far as possible, to 76 characters at most.
const FILLED: std::ops::RangeInclusive<usize> = 60..=76;

/// Returns the lines of `text` that quoted-printable has broken, with the next.
fn soft_lines(text: &str) -> Vec<Piece> {
    let ends = ["=\n", "=\r\n"];
    let marks = ends.iter().flat_map(|mark| text.match_indices(mark));
    let join = |(at, mark): (usize, &str)| {
        let earliest = text.floor_char_boundary(at.saturating_sub(*FILLED.end()));
        let start = text.get(earliest..at)?.rfind('\n').map_or(earliest, |line| earliest + line + 1);
        let next = text.as_bytes().get(at + mark.len())?;
        if !FILLED.contains(&(at + 1 - start)) || !next.is_ascii_alphanumeric() {
            return None;
        }
        let end = text.ceil_char_boundary((at + 240).min(text.len()));
        decode(text, start..end, |rest| {
            ends.iter().find(|mark| rest.starts_with(**mark)).map(|mark| Read::Nothing(mark.len()))
        })
    };
    marks.filter_map(join).collect()
}
