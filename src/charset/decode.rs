//! The text in bytes.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How much of the bytes shows whether they are UTF-16 without a mark.
const SAMPLE: usize = 4_096;
/// One broken character of this number of others than ASCII may be in a text that is taken for what it is declared.
const FEW: usize = 10;

/// The text in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text; U+FFFD for what is broken.
    pub text: Cow<'a, str>,
    /// Whether the encoding is known: no guess, and at most a few characters are broken. Only then do words that are not
    /// in the text prove anything.
    pub is_certain: bool,
}

/// Decodes `bytes`, of which `declared` says the encodings that are declared, the strongest first. A last character that
/// is cut off is left out. What is neither UTF-8 nor what is declared is taken for windows-1252, as browsers do.
pub fn decoded<'a>(bytes: &'a [u8], declared: &[Option<&'static Encoding>]) -> Decoded<'a> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return complete(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = wide(bytes) {
        return complete(encoding, bytes);
    }
    let declared = || declared.iter().copied().flatten();
    // The bytes of ISO-2022-JP are ASCII, too.
    if let Some(text) = utf8(bytes).filter(|_| declared().all(|one| one != ISO_2022_JP)) {
        return Decoded { text: Cow::Borrowed(text), is_certain: true };
    }
    let others = declared().filter(|one| *one != UTF_8).map(|one| complete(one, bytes));
    let mut certain = others.chain([complete(UTF_8, bytes)]).filter(|one| one.is_certain);
    certain.next().unwrap_or_else(|| Decoded { is_certain: false, ..complete(WINDOWS_1252, bytes) })
}

/// Returns the text of UTF-8 of which at most the last character is cut off, if other characters show that it is UTF-8.
fn utf8(bytes: &[u8]) -> Option<&str> {
    let cause = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(cause) => cause,
    };
    let start = std::str::from_utf8(bytes.get(..cause.valid_up_to())?).ok()?;
    (cause.error_len().is_none() && !start.is_ascii()).then_some(start)
}

/// Returns which form of UTF-16 bytes without a mark have: most characters of a page with markup are ASCII, so that every
/// other byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len() & !1))?;
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_wide = |there: usize, elsewhere: usize| there * 4 > sample.len() && elsewhere * 20 < there;
    if is_wide(odd, even) {
        return Some(UTF_16LE);
    }
    is_wide(even, odd).then_some(UTF_16BE)
}

fn complete<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    // Control characters of this range are in no page; they show that another encoding was declared.
    let is_control = |symbol: &char| matches!(symbol, '\u{80}'..='\u{9F}');
    let is_broken = has_errors && {
        let broken = text.matches('\u{FFFD}').count();
        let others = text.chars().filter(|symbol| !symbol.is_ascii()).count() - broken;
        broken * FEW > others
    };
    let is_certain = !is_broken && !text.chars().any(|symbol| is_control(&symbol));
    Decoded { text, is_certain }
}

#[cfg(test)]
mod tests {
    use super::super::{in_content_type, in_html, in_xml};
    use super::*;

    fn shown(bytes: &[u8], content_type: Option<&str>) -> (String, bool) {
        let of_type = content_type.and_then(in_content_type);
        let decoded = decoded(bytes, &[in_xml(bytes), of_type, in_html(bytes)]);
        (decoded.text.into_owned(), decoded.is_certain)
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn marks_bytes_declarations_and_content_types_decide_in_this_order() {
        let wide = utf16("\u{FEFF}<é>", u16::to_le_bytes);
        let declared = |name: &str, body: &[u8]| [format!("<?xml encoding=\"{name}\"?>").as_bytes(), body].concat();
        let cases: [(&[u8], Option<&str>, &str); 8] = [
            (&wide, Some("text/xml; charset=shift_jis"), "<é>"),
            ("\u{FEFF}é".as_bytes(), Some("text/xml; charset=shift_jis"), "é"),
            ("é".as_bytes(), Some("text/xml; charset=us-ascii"), "é"),
            (&declared("shift_jis", b"\x93\xFA"), Some("text/xml; charset=koi8-r"), "<?xml encoding=\"shift_jis\"?>日"),
            (b"\x93\xFA", Some("text/xml; charset=\"Shift_JIS\""), "日"),
            (b"\x1B$BF|\x1B(B", Some("text/xml; charset=iso-2022-jp"), "日"),
            (&utf16("<p>plain text", u16::to_be_bytes), Some("text/html"), "<p>plain text"),
            (&utf16("<p>plain text é", u16::to_le_bytes), None, "<p>plain text é"),
        ];
        for (bytes, content_type, expected) in cases {
            assert_eq!(shown(bytes, content_type), (expected.to_owned(), true));
        }
    }

    #[test]
    fn a_guess_and_a_declaration_that_does_not_fit_are_not_certain() {
        let many = "é".repeat(FEW);
        let mostly = |errors: usize| [many.as_bytes(), &b"\xFFx".repeat(errors)].concat();
        let cases: [(&[u8], Option<&str>, &str, bool); 7] = [
            (b"caf\xE9", None, "café", false),
            (b"caf\xE9", Some("text/html; charset=utf-8"), "café", false),
            (b"caf\xE9", Some("text/html; charset=iso-8859-1"), "café", true),
            // Shift_JIS, declared as Latin 1.
            (b"\x93\x8D", Some("text/html; charset=iso-8859-1"), "\u{201C}\u{8D}", false),
            ("Cafés\u{e9}".as_bytes().split_last().unwrap().1, None, "Cafés", true),
            (&mostly(1), None, &format!("{many}\u{FFFD}x"), true),
            (&mostly(2), None, &format!("{}ÿxÿx", "Ã©".repeat(FEW)), false),
        ];
        for (bytes, content_type, expected, is_certain) in cases {
            assert_eq!(shown(bytes, content_type), (expected.to_owned(), is_certain));
        }
    }
}
