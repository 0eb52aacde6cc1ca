//! How a text looks in the encodings that output uses.

use super::encoding::Encoding;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use std::fmt::Write as _;

/// The shortest pattern that is searched in encodings, in bytes; shorter ones occur in them by chance.
const SHORTEST_ENCODED: usize = 6;

/// Returns the byte strings that reveal `text`, without those that equal a plainer one.
pub(super) fn spellings(text: &str) -> Vec<(Vec<u8>, Encoding)> {
    let mut spellings = vec![(text.as_bytes().to_vec(), Encoding::Plain)];
    let lower = text.to_lowercase();
    let cased = if lower.is_ascii() { vec![] } else { vec![lower, text.to_uppercase()] };
    spellings.extend(cased.into_iter().map(|text| (text.into_bytes(), Encoding::Plain)));
    if text.len() >= SHORTEST_ENCODED {
        spellings.extend(base64_cores(text.as_bytes()).into_iter().map(|core| (core, Encoding::Base64)));
        spellings.push((hex(text.as_bytes()).into_bytes(), Encoding::Hex));
    }
    spellings.extend(percent_forms(text).into_iter().map(|form| (form.into_bytes(), Encoding::Percent)));
    spellings.extend(html_forms(text).into_iter().map(|form| (form.into_bytes(), Encoding::Html)));
    spellings.extend(json_forms(text).into_iter().map(|form| (form.into_bytes(), Encoding::Json)));
    let mut seen = std::collections::BTreeSet::new();
    spellings.retain(|(text, _)| seen.insert(text.clone()));
    spellings
}

/// Returns the part of `bytes` that stays the same in base 64 whatever surrounds it: for each alignment the groups that no
/// neighbour shares, in both alphabets.
fn base64_cores(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut cores = Vec::new();
    // Bytes before the pattern, and the digits of 6 bits that they share.
    for (shift, first) in [(0, 0), (1, 2), (2, 3)] {
        let padded = [vec![0; shift].as_slice(), bytes].concat();
        let whole = (padded.len() * 8) / 6;
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            cores.extend(engine.encode(&padded).get(first..whole).map(|core| core.as_bytes().to_vec()));
        }
    }
    cores
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Returns `text` as addresses hold it: reserved characters escaped, all but a few escaped, `+` for blanks, all escaped.
fn percent_forms(text: &str) -> Vec<String> {
    let escape = |keep: fn(u8) -> bool| {
        text.bytes().fold(String::new(), |mut form, byte| {
            if keep(byte) {
                form.push(char::from(byte));
            } else {
                let _ = write!(form, "%{byte:02X}");
            }
            form
        })
    };
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let component = escape(unreserved);
    let path = escape(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte));
    let alphanumeric = escape(|byte| byte.is_ascii_alphanumeric());
    let plus = component.replace("%20", "+");
    let mut forms = vec![component, path, alphanumeric, plus];
    if text.len() >= 3 {
        forms.push(escape(|_| false));
    }
    forms
}

/// Returns `text` as pages hold it: named references, decimal and hexadecimal ones for what is escaped, for quotes too.
fn html_forms(text: &str) -> Vec<String> {
    const TABLES: &[&[(char, &str)]] = &[
        &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")],
        &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;")],
        &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")],
        &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#x27;"), ('/', "&#x2F;")],
        &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&apos;")],
        &[('&', "&#38;"), ('<', "&#60;"), ('>', "&#62;"), ('"', "&#34;"), ('\'', "&#39;")],
        &[(' ', "&nbsp;"), ('&', "&amp;")],
    ];
    let replace = |table: &[(char, &str)]| {
        text.chars().fold(String::new(), |mut form, symbol| {
            match table.iter().find(|(from, _)| *from == symbol) {
                Some((_, to)) => form.push_str(to),
                None => form.push(symbol),
            }
            form
        })
    };
    let mut forms: Vec<_> = TABLES.iter().map(|table| replace(table)).collect();
    if !text.is_ascii() {
        let mut numbered = String::new();
        for symbol in text.chars() {
            if symbol.is_ascii() {
                numbered.push(symbol);
            } else {
                let _ = write!(numbered, "&#{};", u32::from(symbol));
            }
        }
        forms.push(numbered);
    }
    forms
}

/// Returns `text` as JSON and scripts hold it: quotes, backslashes and control characters escaped, `<`, `>`, `&` and what
/// is not ASCII as `\u` with four digits.
fn json_forms(text: &str) -> Vec<String> {
    let escape = |is_numbered: fn(char) -> bool| {
        let mut form = String::new();
        for symbol in text.chars() {
            match symbol {
                '"' | '\\' => form.extend(['\\', symbol]),
                '\u{8}' => form.push_str("\\b"),
                '\t' => form.push_str("\\t"),
                '\n' => form.push_str("\\n"),
                '\u{c}' => form.push_str("\\f"),
                '\r' => form.push_str("\\r"),
                _ if symbol < ' ' || is_numbered(symbol) => {
                    for unit in symbol.to_string().encode_utf16() {
                        let _ = write!(form, "\\u{unit:04x}");
                    }
                }
                _ => form.push(symbol),
            }
        }
        form
    };
    vec![
        escape(|_| false),
        escape(|symbol| !symbol.is_ascii()),
        escape(|symbol| "<>&'".contains(symbol)),
        escape(|symbol| "<>&'".contains(symbol) || !symbol.is_ascii()),
    ]
}

/// Returns `text` as a leak would write it, each with its encoding: made by whole encoders, not by [`spellings`], so
/// that the control does not repeat a mistake of the search.
pub(super) fn plantings(text: &str) -> Vec<(Vec<u8>, Encoding)> {
    let mut plantings = vec![
        (text.as_bytes().to_vec(), Encoding::Plain),
        (
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string().into_bytes(),
            Encoding::Percent,
        ),
    ];
    plantings.extend(serde_json::to_string(text).ok().map(|json| (json.into_bytes(), Encoding::Json)));
    let mut html = Vec::new();
    if tera::escape_html(text, &mut html).is_ok() {
        plantings.push((html, Encoding::Html));
    }
    if text.len() >= SHORTEST_ENCODED {
        for before in ["", "a", "ab"] {
            let around = format!("{before}{text}zz");
            plantings.push((STANDARD_NO_PAD.encode(&around).into_bytes(), Encoding::Base64));
            plantings.push((URL_SAFE_NO_PAD.encode(&around).into_bytes(), Encoding::Base64));
        }
    }
    plantings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: AsRef<[u8]>>(forms: impl IntoIterator<Item = (T, Encoding)>) -> Vec<String> {
        let form = |(text, encoding): (T, Encoding)| format!("{encoding:?} {}", String::from_utf8_lossy(text.as_ref()));
        forms.into_iter().map(form).collect()
    }

    #[test]
    fn a_text_of_six_bytes_has_encodings_and_one_of_five_only_escapes() {
        assert_eq!(
            written(spellings("ab/de")),
            ["Plain ab/de", "Percent ab%2Fde", "Percent %61%62%2F%64%65", "Html ab&#x2F;de",]
        );
        assert_eq!(
            written(spellings("ab/def")),
            [
                "Plain ab/def",
                "Base64 YWIvZGVm",
                "Base64 FiL2RlZ",
                "Base64 hYi9kZW",
                "Hex 61622f646566",
                "Percent ab%2Fdef",
                "Percent %61%62%2F%64%65%66",
                "Html ab&#x2F;def",
            ]
        );
    }

    #[test]
    fn letters_beyond_ascii_are_looked_for_in_both_cases() {
        assert_eq!(
            written(spellings("Öl")),
            [
                "Plain Öl",
                "Plain öl",
                "Plain ÖL",
                "Percent %C3%96l",
                "Percent %C3%96%6C",
                "Html &#214;l",
                "Json \\u00d6l",
            ]
        );
    }

    #[test]
    fn base_64_is_looked_for_at_three_alignments_in_both_alphabets() {
        let cores: Vec<_> = base64_cores(b"?>?").into_iter().map(|core| String::from_utf8(core).unwrap()).collect();
        assert_eq!(cores, ["Pz4/", "Pz4_", "8+P", "8-P", "/Pj", "_Pj"]);
    }

    #[test]
    fn addresses_have_five_forms_and_short_ones_four() {
        assert_eq!(
            percent_forms("a ~/ü"),
            ["a%20~%2F%C3%BC", "a%20~/%C3%BC", "a%20%7E%2F%C3%BC", "a+~%2F%C3%BC", "%61%20%7E%2F%C3%BC"]
        );
        assert_eq!(percent_forms("abc"), ["abc", "abc", "abc", "abc", "%61%62%63"]);
        assert_eq!(percent_forms("ab"), ["ab", "ab", "ab", "ab"]);
    }

    #[test]
    fn pages_have_named_and_numbered_references() {
        assert_eq!(
            html_forms("é <'/\""),
            [
                "é &lt;'/\"",
                "é &lt;'/&quot;",
                "é &lt;&#39;/&quot;",
                "é &lt;&#x27;&#x2F;&quot;",
                "é &lt;&apos;/&quot;",
                "é &#60;&#39;/&#34;",
                "é&nbsp;<'/\"",
                "&#233; <'/\"",
            ]
        );
        assert_eq!(html_forms("a").len(), 7, "without a letter beyond ASCII none is numbered");
    }

    #[test]
    fn scripts_escape_control_characters_and_number_marks_and_letters() {
        assert_eq!(
            json_forms("\"\\<é😀\t\n\r\u{8}\u{c}\u{1f}"),
            [
                r#"\"\\<é😀\t\n\r\b\f\u001f"#,
                r#"\"\\<\u00e9\ud83d\ude00\t\n\r\b\f\u001f"#,
                r#"\"\\\u003cé😀\t\n\r\b\f\u001f"#,
                r#"\"\\\u003c\u00e9\ud83d\ude00\t\n\r\b\f\u001f"#,
            ]
        );
        assert_eq!(json_forms("' "), ["' ", "' ", "\\u0027 ", "\\u0027 "]);
    }

    #[test]
    fn the_control_plants_what_whole_encoders_write() {
        let plain = ["Plain a<é\"", "Percent a%3C%C3%A9%22", "Json \"a<é\\\"\"", "Html a&lt;é&quot;"];
        assert_eq!(written(plantings("a<é\"")), plain, "five bytes");
        assert_eq!(
            written(plantings("a<éo?>")).split_off(4),
            [
                "Base64 YTzDqW8_Pnp6".replace('_', "/"),
                "Base64 YTzDqW8_Pnp6".to_owned(),
                "Base64 YWE8w6lvPz56eg".to_owned(),
                "Base64 YWE8w6lvPz56eg".to_owned(),
                "Base64 YWJhPMOpbz8+eno".to_owned(),
                "Base64 YWJhPMOpbz8-eno".to_owned(),
            ],
            "seven bytes"
        );
        assert_eq!(written(plantings("abcdef")).len(), 10);
        assert_eq!(written(plantings("abcde")).len(), 4);
    }
}
