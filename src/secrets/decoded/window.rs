//! The lines around marks, so that what is decoded stays small.

use super::piece::Piece;
use std::ops::Range;

/// The most bytes before a mark that are decoded with it.
const BEFORE: usize = 256;
/// The most bytes after a mark that are decoded with it.
const AFTER: usize = 2048;

/// Returns windows around `marks`, which are in order: within the lines of a mark, and each mark in one window at least.
pub(super) fn windows(text: &str, marks: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut covered = 0;
    for mark in marks {
        if mark < covered {
            continue;
        }
        let earliest = text.floor_char_boundary(mark.saturating_sub(BEFORE));
        let latest = text.floor_char_boundary(mark.saturating_add(AFTER).min(text.len()));
        let start =
            text.get(earliest..mark).and_then(|before| before.rfind('\n')).map_or(earliest, |at| earliest + at + 1);
        let end = text.get(mark..latest).and_then(|after| after.find('\n')).map_or(latest, |at| mark + at);
        // A credential across the end of a window begins before the next mark, or is in the next window.
        covered = if end == latest { end.saturating_sub(BEFORE).max(mark + 1) } else { end };
        windows.push(start..end);
    }
    windows
}

/// What a decoder reads at one place.
pub(super) enum Read {
    /// A character, with its length in bytes.
    Character(char, usize),
    /// Nothing, with its length in bytes.
    Nothing(usize),
}

/// Decodes `window` of `text`: at each character `read` sees the rest and may say what is written there in another form.
pub(super) fn decode(text: &str, window: Range<usize>, read: impl Fn(&str) -> Option<Read>) -> Option<Piece> {
    let end = window.end;
    let mut at = window.start;
    let mut piece = Piece::starting_at(at);
    let mut is_changed = false;
    while at < end {
        let rest = text.get(at..end)?;
        let plain = rest.chars().next()?;
        let found = read(rest);
        is_changed |= found.is_some();
        match found.unwrap_or(Read::Character(plain, plain.len_utf8())) {
            Read::Character(character, length) => {
                at += length;
                piece.push(character, at);
            }
            Read::Nothing(length) => {
                at += length;
                piece.skip_to(at);
            }
        }
    }
    is_changed.then_some(piece)
}
