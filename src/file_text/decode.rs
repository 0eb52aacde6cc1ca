//! Text in UTF-8, UTF-16 or Latin-1.

/// What bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// A text.
    Text(String),
    /// Sound, video, a font or WebAssembly.
    Media,
    /// A compound file: an office document in the binary form, or an encrypted one.
    Compound,
    /// Anything else.
    Binary,
}

/// The beginnings of files of sound, video, fonts and WebAssembly, with the byte at which they begin.
const MEDIA: [(usize, &[u8]); 14] = [
    (0, b"\0asm"),
    (0, b"wOFF"),
    (0, b"wOF2"),
    (0, b"\x00\x01\x00\x00\x00"),
    (0, b"OTTO"),
    (0, b"ttcf"),
    (4, b"ftyp"),
    (0, b"\x1aE\xdf\xa3"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"ID3"),
    (0, b"\xff\xfb"),
    (8, b"WAVE"),
    (8, b"AVI "),
];
/// The beginning of a compound file (Microsoft, MS-CFB 2.2): old office documents, and encrypted new ones.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Decodes `bytes`: by its byte order mark, as UTF-8, as UTF-16 if every other byte of a good part is zero, else as Latin-1 if
/// there are hardly any control characters.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Decoded::Text(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Decoded::Text(utf16(rest, u16::from_be_bytes));
    }
    if MEDIA.iter().any(|(at, magic)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic))) {
        return Decoded::Media;
    }
    if bytes.starts_with(COMPOUND) {
        return Decoded::Compound;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !text.contains(&0)
        && let Ok(text) = std::str::from_utf8(text)
    {
        return Decoded::Text(text.to_owned());
    }
    match zeros(text) {
        (even, odd) if odd * 5 >= text.len() && even * 20 <= text.len() => {
            Decoded::Text(utf16(text, u16::from_le_bytes))
        }
        (even, odd) if even * 5 >= text.len() && odd * 20 <= text.len() => {
            Decoded::Text(utf16(text, u16::from_be_bytes))
        }
        (0, 0) if controls(text) * 50 <= text.len() => {
            Decoded::Text(text.iter().map(|byte| char::from(*byte)).collect())
        }
        _ => Decoded::Binary,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|symbol| symbol.unwrap_or('\u{FFFD}')).collect()
}

/// Counts the zeros at even and at odd places.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let (pairs, _) = bytes.as_chunks::<2>();
    let count = |index: usize| pairs.iter().filter(|pair| pair.get(index) == Some(&0)).count();
    (count(0), count(1))
}

fn controls(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_of(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn encodings_are_recognised() {
        let text = |bytes: &[u8]| decode(bytes);
        let is = |bytes: &[u8], expected: &str| assert_eq!(text(bytes), Decoded::Text(expected.to_owned()));
        is(b"", "");
        is("Größe".as_bytes(), "Größe");
        is("\u{FEFF}Größe".as_bytes(), "Größe");
        is(b"Gr\xf6\xdfe", "Größe");
        is(&[b"\xff\xfe", utf16_of("Größe", u16::to_le_bytes).as_slice()].concat(), "Größe");
        is(&[b"\xfe\xff", utf16_of("Größe", u16::to_be_bytes).as_slice()].concat(), "Größe");
        is(&utf16_of("key = value", u16::to_le_bytes), "key = value");
        is(&utf16_of("key = value", u16::to_be_bytes), "key = value");
        assert_eq!(text(b"\x00\x01\x02\x03\x04\x05\x06\x07"), Decoded::Binary);
        assert_eq!(text(b"\x7fELF\x02\x01\x01\x00\x00\x00"), Decoded::Binary);
        assert_eq!(text(b"wOF2\x00\x01"), Decoded::Media);
        assert_eq!(text(b"\x00\x00\x00\x20ftypisom"), Decoded::Media);
        assert_eq!(text(COMPOUND), Decoded::Compound);
    }
}
