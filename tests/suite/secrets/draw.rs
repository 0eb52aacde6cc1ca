//! Draws the random parts of templates, so that no file holds a complete credential.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Characters by class: the letter in a template, and what it draws from.
const CLASSES: &[(char, &str)] = &[
    ('A', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
    ('a', "abcdefghijklmnopqrstuvwxyz0123456789"),
    ('U', "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    ('L', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    ('h', "0123456789abcdef"),
    ('H', "0123456789ABCDEF"),
    ('d', "0123456789"),
    ('t', "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    ('s', "abcdefghijklmnopqrstuvwxyz234567"),
    ('w', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"),
    ('b', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    // Becomes the base 64 of `admin:` and what is drawn.
    ('P', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
    // Becomes the base 64 of what is drawn.
    ('B', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
    // Becomes the base 64 of a private key.
    ('K', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    ('g', "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
];

/// What `«u»` is short for: a random universal id.
const UUID: &str = "«h 8»-«h 4»-4«h 3»-a«h 3»-«h 12»";

/// Replaces each `«class length»` by random characters, the same for the same `seed`. `change` turns the length and
/// may replace what is drawn.
pub(crate) fn expand(template: &str, seed: u64, change: &dyn Fn(usize, String) -> String) -> String {
    let template = template.replace("«u»", UUID);
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default()
    };
    let mut text = String::new();
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once('«') {
        let (part, tail) = after.split_once('»').expect("a part ends with »");
        let (class, length) = part.split_once(' ').expect("a part is a class and a length");
        let (_, alphabet) = CLASSES.iter().find(|(letter, _)| class.starts_with(*letter)).expect("a known class");
        let length: usize = length.parse().expect("a length");
        text += before;
        let part: String = (0..length).map(|_| alphabet.chars().nth(next() % alphabet.len()).unwrap_or('?')).collect();
        let part = change(length, part);
        text += &match class {
            "P" => STANDARD.encode(format!("admin:{part}")),
            "B" => STANDARD.encode(part),
            "K" => STANDARD.encode(format!("-----BEGIN RSA PRIVATE KEY-----\n{part}\n-----END RSA PRIVATE KEY-----\n")),
            _ => part,
        };
        rest = tail;
    }
    text + rest
}

/// Returns `template` with its random parts.
pub(crate) fn drawn(template: &str, seed: u64) -> String {
    expand(template, seed, &|_, part| part)
}
