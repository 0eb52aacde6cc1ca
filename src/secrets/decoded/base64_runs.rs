//! Runs of base 64 that are printable text (RFC 4648), on one line or wrapped.

use super::piece::Piece;
use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The fewest characters of a run.
const SHORTEST: usize = 20;
/// The most characters of a run that are decoded.
const LONGEST: usize = 64 * 1024;

/// Returns the runs of `text` that are printable text, decoded.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    // Searched from the end of each part of the shortest length, so that most bytes are passed over.
    while let Some(part) = bytes.get(at..at + SHORTEST) {
        if let Some(other) = part.iter().rposition(|byte| !is_of_run(*byte)) {
            at += other + 1;
            continue;
        }
        let places = run(bytes, at);
        pieces.extend(decode(bytes, &places));
        at = places.last().map_or(at, |last| last + 1).max(at + 1);
    }
    pieces
}

fn is_of_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// Returns the places of the characters of the run that begins at `start`; it goes on after a line end where the line was filled
/// with at least 40 of them.
fn run(bytes: &[u8], start: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = start;
    let mut of_line = 0;
    while let Some(byte) = bytes.get(at).filter(|_| places.len() < LONGEST) {
        if is_of_run(*byte) {
            places.push(at);
            of_line += 1;
            at += 1;
        } else if of_line >= 40 && matches!(byte, b'\n' | b'\r') {
            let blanks = bytes
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take(40)
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            if !bytes.get(at + blanks).is_some_and(|byte| is_of_run(*byte)) {
                break;
            }
            at += blanks;
            of_line = 0;
        } else {
            break;
        }
    }
    places
}

fn decode(bytes: &[u8], places: &[usize]) -> Option<Piece> {
    let encoded: Vec<u8> = places.iter().filter_map(|at| bytes.get(*at).copied()).collect();
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let decode = |encoded: &[u8]| {
        let of = |alphabet| GeneralPurpose::new(alphabet, config).decode(encoded).ok();
        of(&STANDARD).or_else(|| of(&URL_SAFE)).filter(|text| is_text(text))
    };
    decode(encoded.get(..16)?)?;
    let text = decode(encoded.get(..encoded.len() - usize::from(encoded.len() % 4 == 1)).unwrap_or_default())?;
    let last = places.last()? + 1;
    let padding = bytes.get(last..)?.iter().take(2).take_while(|byte| **byte == b'=').count();
    let mut piece = Piece::starting_at(*places.first()?);
    for (at, byte) in text.iter().enumerate() {
        let end = places.get(((at + 1) * 4).div_ceil(3) - 1).map_or(last, |place| place + 1);
        piece.push(char::from(*byte), if at + 1 == text.len() { last + padding } else { end });
    }
    Some(piece)
}

fn is_text(text: &[u8]) -> bool {
    text.iter().all(|byte| (b' '..=b'~').contains(byte) || b"\n\r\t".contains(byte))
}
