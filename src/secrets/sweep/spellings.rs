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
    for shift in 0..3_usize {
        let padded = [vec![0; shift].as_slice(), bytes].concat();
        let first = (shift * 8).div_ceil(6);
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

/// Returns `text` as JSON and scripts hold it: quotes and backslashes escaped, `<`, `>`, `&` and what is not ASCII as
/// `\u` with four digits.
fn json_forms(text: &str) -> Vec<String> {
    let escape = |is_numbered: fn(char) -> bool| {
        let mut form = String::new();
        for symbol in text.chars() {
            match symbol {
                '"' | '\\' => form.extend(['\\', symbol]),
                _ if is_numbered(symbol) => {
                    for unit in symbol.encode_utf16(&mut [0; 2]) {
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
