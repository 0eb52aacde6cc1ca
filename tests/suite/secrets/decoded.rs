//! Credentials in encodings and cut by marks: found at the place where they are written, whatever is around them.

use super::{drawn, hits};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fieldbook::secrets::{Confidence, mask};

fn token() -> String {
    drawn("ghp_«A 36»", 3)
}

fn hex(text: &str) -> String {
    each(text, |code| format!("{code:02x}"))
}

/// Writes each character of `text` as `write` does.
fn each(text: &str, write: impl Fn(u32) -> String) -> String {
    text.chars().map(|character| write(u32::from(character))).collect()
}

/// Returns the encoded forms of `text` by name.
fn forms(text: &str) -> Vec<(&'static str, String)> {
    let (first, second) = text.split_at(17);
    vec![
        ("base 64", STANDARD.encode(text)),
        ("base 64 for addresses", URL_SAFE_NO_PAD.encode(text)),
        ("hexadecimal", hex(text)),
        ("percent", each(text, |code| format!("%{code:02X}"))),
        ("decimal references", each(text, |code| format!("&#{code};"))),
        ("hexadecimal references", each(text, |code| format!("&#x{code:x};"))),
        ("escapes of JSON", each(text, |code| format!("\\u{code:04x}"))),
        ("escapes of bytes", each(text, |code| format!("\\x{code:02x}"))),
        ("strong emphasis", format!("{first}**{second}")),
        ("code marks", format!("{first}`{second}")),
        ("a break in HTML", format!("{first}<wbr>{second}")),
        ("a soft hyphen", format!("{first}&shy;{second}")),
        ("an invisible space", format!("{first}\u{200b}{second}")),
        ("an invisible hyphen", format!("{first}\u{ad}{second}")),
        ("a line end", format!("{first}\n{second}")),
        ("a line end of Windows", format!("{first}\r\n{second}")),
        ("a line end in a quote", format!("{first}\n> {second}")),
    ]
}

/// Surroundings; `{}` is the encoded form.
const PLACES: &[&str] = &[
    "{}\n",
    "---\ntitle: Ä\n---\nUse {} here.\n",
    "| key | {} |\n",
    "```sh\nset {}\n```\n",
    "<!-- {} -->\n",
    "[x](https://acme.test/?q={})\n",
];

#[test]
fn each_encoding_is_found_in_each_place_and_all_of_it_is_the_place() {
    let token = token();
    for (name, form) in forms(&token) {
        for place in PLACES {
            let text = place.replace("{}", &form);
            let found = hits(&text);
            let [hit] = found.as_slice() else { panic!("{name} in {place:?}: {} hits", found.len()) };
            assert_eq!((hit.family.id, hit.confidence), ("github-token", Confidence::Certain), "{name} in {place:?}");
            let start = text.find(&form).expect("the form");
            assert_eq!(hit.span.range(), start..start + form.len(), "{name} in {place:?}");
            assert_eq!(mask(&text), place.replace("{}", "[redacted]"), "{name}");
        }
    }
}

#[test]
fn two_levels_are_removed_and_not_a_third() {
    let token = token();
    let once = STANDARD.encode(&token);
    let twice = STANDARD.encode(&once);
    let found = |text: &str| hits(text).iter().filter(|hit| hit.is_credential()).count();
    assert_eq!([&once, &twice, &STANDARD.encode(&twice)].map(|text| found(text)), [1, 1, 0]);
    assert_eq!(found(&each(&once, |code| format!("%{code:02X}"))), 1);
}

#[test]
fn a_part_of_an_encoded_text_is_its_place() {
    let token = token();
    // The encoding of three characters is four: here the token begins and ends with a group.
    let encoded = STANDARD.encode(format!("key={token}x "));
    let text = format!("config: {}\n", STANDARD.encode(format!("user-a {token} end")));
    let [hit] = hits(&text)[..] else { panic!("one hit in {text}") };
    let place = text.get(hit.span.range()).expect("a place in the text");
    assert!(place.len() >= token.len() * 4 / 3 && place.len() < text.len() - 16, "{} of {}", place.len(), text.len());
    assert!(hits(&encoded).is_empty(), "more is glued to this one");
}

#[test]
fn wrapped_lines_are_joined() {
    let text = STANDARD.encode(format!("{} {}", "words of a file that is longer than a line ".repeat(2), token()));
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
    assert_eq!(hits(&format!("data: |\n  {}\n", lines.join("\n  "))).len(), 1);
    let token = token();
    let line = format!("{} {}", "a".repeat(50), token.get(..20).expect("a part"));
    let quoted = format!("{line}=\n{} end\n", token.get(20..).expect("a part"));
    assert_eq!(hits(&quoted).len(), 1, "{quoted}");
    // Without the sign, only a word that goes on is joined.
    assert_eq!(hits(&quoted.replace("=\n", "\n")).len(), 1);
    assert_eq!(hits(&quoted.replace("=\n", "\n\n")).len(), 0, "the control");
}

#[test]
fn passwords_without_a_format_are_found_by_an_encoded_name_or_quotes() {
    let password = drawn("«A 14»", 2);
    for (text, expected) in [
        (STANDARD.encode(format!("admin_password: {password}\n")), Confidence::Likely),
        (format!("admin_password%3A{password}"), Confidence::Likely),
        (format!("{{&quot;password&quot;:&quot;{password}&quot;}}"), Confidence::Likely),
        (format!("```\n{{&quot;password&quot;:&quot;{password}&quot;}}\n```\n"), Confidence::Weak),
    ] {
        assert_eq!(hits(&text).iter().map(|hit| hit.confidence).collect::<Vec<_>>(), [expected], "{text}");
    }
    assert_eq!(hits(&format!("admin_port%3A{password}")).len(), 0, "a control");
}

#[test]
fn encoded_text_without_a_credential_is_clean() {
    let prose = "The service is described in the handbook, and its password is rotated.";
    for (name, form) in forms(prose) {
        assert!(hits(&form).is_empty(), "{name}");
    }
    let image = STANDARD.encode(drawn("«w 4000»", 4).bytes().map(|byte| byte.wrapping_mul(7)).collect::<Vec<_>>());
    assert!(hits(&format!("![x](data:image/png;base64,{image})")).is_empty());
}

#[test]
fn encodings_without_end_take_time_in_proportion() {
    for unit in ["%41", "&#65;", "\\u0041", "a**b", "QUFB", "41", "a=\n", "a`", "\u{200b}a"] {
        let text = unit.repeat(400_000 / unit.len());
        assert!(hits(&text).is_empty(), "{unit}");
    }
}
