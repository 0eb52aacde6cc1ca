//! Runs of hexadecimal digits that are printable text.

use super::piece::Piece;

/// The fewest digits of a run.
const SHORTEST: usize = 32;
/// The most digits of a run that are decoded.
const LONGEST: usize = 8192;

/// Returns the runs of `text` that are printable ASCII, decoded.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    // Searched from the end of each part of the shortest length, so that most bytes are passed over.
    while let Some(part) = bytes.get(at..at + SHORTEST) {
        if let Some(other) = part.iter().rposition(|byte| !byte.is_ascii_hexdigit()) {
            at += other + 1;
            continue;
        }
        let length = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let read = (length / 2 * 2).min(LONGEST);
        pieces.extend(decode(bytes.get(at..at + read).unwrap_or_default(), at));
        at += length;
    }
    pieces
}

fn decode(run: &[u8], start: usize) -> Option<Piece> {
    let mut piece = Piece::starting_at(start);
    for (at, pair) in run.chunks_exact(2).enumerate() {
        let byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
        if !(b' '..=b'~').contains(&byte) && !b"\n\r\t".contains(&byte) {
            return None;
        }
        piece.push(char::from(byte), start + 2 * (at + 1));
    }
    Some(piece)
}
