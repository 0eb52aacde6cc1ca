//! The text of a feed.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Up to how many bytes the declaration of XML is looked for.
const DECLARATION: usize = 200;

/// Decodes a feed: a byte-order mark decides, then that the bytes are UTF-8, then the declaration of XML, then the content
/// type of the answer. Servers often declare another encoding for UTF-8, and hardly any other text is UTF-8 by chance.
pub(super) fn decoded<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0;
    }
    let declared = in_declaration(bytes).or_else(|| in_content_type(content_type?));
    match std::str::from_utf8(bytes) {
        // Its bytes are ASCII, too.
        Ok(text) if declared != Some(ISO_2022_JP) => Cow::Borrowed(text),
        _ => declared.filter(|one| *one != UTF_8).unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0,
    }
}

fn in_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION.min(bytes.len()))?;
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Encoding::for_label(value.get(1..)?.split(quote).next()?.as_bytes())
}

fn in_content_type(content_type: &str) -> Option<&'static Encoding> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    Encoding::for_label(charsets.next()?.1.trim().trim_matches(['"', '\'']).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_bytes_declarations_and_content_types_decide_in_this_order() {
        let wide: Vec<u8> = "\u{FEFF}<é>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let declared = |name: &str, body: &[u8]| [format!("<?xml encoding=\"{name}\"?>").as_bytes(), body].concat();
        let cases: [(&[u8], Option<&str>, &str); 8] = [
            (&wide, Some("text/xml; charset=shift_jis"), "<é>"),
            ("\u{FEFF}é".as_bytes(), Some("text/xml; charset=shift_jis"), "é"),
            ("é".as_bytes(), Some("text/xml; charset=us-ascii"), "é"),
            (&declared("shift_jis", b"\x93\xFA"), Some("text/xml; charset=koi8-r"), "<?xml encoding=\"shift_jis\"?>日"),
            (b"\x93\xFA", Some("text/xml; charset=\"Shift_JIS\""), "日"),
            (b"\x1B$BF|\x1B(B", Some("text/xml; charset=iso-2022-jp"), "日"),
            (b"caf\xE9", Some("text/xml; charset=utf-8"), "café"),
            (b"caf\xE9", None, "café"),
        ];
        for (bytes, content_type, expected) in cases {
            assert_eq!(decoded(bytes, content_type), expected);
        }
    }
}
