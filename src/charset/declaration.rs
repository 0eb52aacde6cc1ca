//! The encodings that are declared of a text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Up to how many bytes the declaration of XML is looked for.
const XML: usize = 200;
/// Up to how many bytes a declaration in HTML is looked for, as browsers do.
const HTML: usize = 1_024;

/// Returns the encoding in the value of a header `Content-Type`.
pub fn in_content_type(content_type: &str) -> Option<&'static Encoding> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    Encoding::for_label(charsets.next()?.1.trim().trim_matches(['"', '\'']).as_bytes())
}

/// Returns the encoding in the declaration of XML with which a text begins.
pub fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes, XML);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    named(declaration.split_once("encoding")?.1)
}

/// Returns the encoding in a `meta` element of HTML, or in a declaration of XML before it. What is read so is no UTF-16:
/// there it means UTF-8.
pub fn in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes, HTML).to_ascii_lowercase();
    let mut metas = head.split("<meta").skip(1).filter_map(|meta| meta.split('>').next());
    let declared = metas.find_map(|meta| named(meta.split_once("charset")?.1)).or_else(|| in_xml(bytes))?;
    Some(if declared == UTF_16LE || declared == UTF_16BE { UTF_8 } else { declared })
}

/// Returns the encoding after `=`, with or without quotation marks.
fn named(rest: &str) -> Option<&'static Encoding> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    Encoding::for_label(value.split(['"', '\'', ';', ' ', '/']).next()?.as_bytes())
}

fn head(bytes: &[u8], length: usize) -> String {
    String::from_utf8_lossy(bytes.get(..length.min(bytes.len())).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_of_a_declaration_is_read() {
        let name = |encoding: Option<&'static Encoding>| encoding.map(Encoding::name);
        for (html, expected) in [
            ("<!DOCTYPE html><meta charset=windows-1252>", Some("windows-1252")),
            ("<META CHARSET = 'Shift_JIS' />", Some("Shift_JIS")),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">", Some("GBK")),
            ("<meta name=a content=b><meta charset=\"euc-kr\"/>", Some("EUC-KR")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<?xml version='1.0' encoding='koi8-r'?><html>", Some("KOI8-R")),
            ("<meta charset=invented>", None),
            ("<meta name=charset content=x>", None),
            ("<p>charset=koi8-r", None),
        ] {
            assert_eq!(name(in_html(html.as_bytes())), expected, "{html}");
        }
        let far = format!("{}<meta charset=koi8-r>", " ".repeat(HTML));
        assert_eq!(name(in_html(far.as_bytes())), None);
        assert_eq!(name(in_content_type("text/html; Charset=\"Big5\"; x")), Some("Big5"));
        assert_eq!(name(in_content_type("text/html")), None);
    }
}
