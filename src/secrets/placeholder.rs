//! Values that represent a secret and are none.

use super::dummy::{Dummy, dummy};
use super::entropy::entropy;
use super::found::Found;
use super::known_samples::is_known_sample;

/// Words that do not occur in random text.
const WORDS: &[&[u8]] = &[
    b"example",
    b"xxxx",
    b"placeholder",
    b"changeme",
    b"change-me",
    b"change_me",
    b"redacted",
    b"your-",
    b"your_",
    b"yourtoken",
    b"yourkey",
    b"yourapi",
    b"yoursecret",
    b"yourpass",
    b"insert",
    b"replace",
    b"dummy",
    b"notreal",
    b"not-real",
    b"fake",
    b"sample",
    b"****",
    b"...",
    b"____",
    b"<",
    b"${",
    b"{{",
    b"$(",
    b"%(",
    b"\xE2\x80\xA6",
];

/// Whole values that are never a secret, or that the documents of servers use for one.
const VALUES: &[&[u8]] = &[
    b"password",
    b"passwd",
    b"pass",
    b"pwd",
    b"secret",
    b"token",
    b"apikey",
    b"api_key",
    b"key",
    b"user",
    b"username",
    b"test",
    b"admin",
    b"root",
    b"guest",
    b"foo",
    b"bar",
    b"foobar",
    b"hunter2",
    b"none",
    b"null",
    b"true",
    b"false",
    b"string",
    b"mypassword",
    b"my_password",
    b"mysecret",
    b"mypass",
    b"mysecretpassword",
    b"mysecretpw",
    b"mypwd",
    b"mytoken",
    b"pw",
    b"postgres",
    b"redis",
    b"mysql",
    b"letmein",
    b"p@ssw0rd",
    b"passw0rd",
    b"credentials",
    b"testpass",
    b"testpassword",
    b"password123",
    b"secret123",
    b"pass123",
    b"test123",
    b"somepassword",
    b"yourpassword",
    b"undefined",
    b"aws4-hmac-sha256",
];

/// Returns whether `value` is a placeholder: marked as one, masked, a sequence or a repetition.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    WORDS.iter().any(|word| contains(&lower, word))
        || VALUES.contains(&lower.as_slice())
        || is_variable(value)
        || is_sequence(&lower)
        || is_repetition(&lower)
        || dummy(value) == Some(Dummy::Words)
        || (value.len() >= 16 && (entropy(value) < 200 || is_known_sample(value)))
}

/// Returns whether the secret of `found` is cut short: dots or an ellipsis follow, in brackets or not.
pub(super) fn is_cut_short(found: &Found<'_>) -> bool {
    let after = found.after(6);
    let after = after.strip_prefix(b" ").unwrap_or(after);
    let after = after.strip_prefix(b"[").or_else(|| after.strip_prefix(b"(")).unwrap_or(after);
    after.starts_with(b"...") || after.starts_with("…".as_bytes())
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Returns whether `value` names a variable: `$NAME`, `%NAME%`, `{name}`, `[name]`.
fn is_variable(value: &[u8]) -> bool {
    let is_name = |name: &[u8]| {
        !name.is_empty()
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
    };
    match value {
        [b'$', name @ ..] => is_name(name) && !name.first().is_some_and(u8::is_ascii_digit),
        [b'%', name @ .., b'%'] | [b'{', name @ .., b'}'] | [b'[', name @ .., b']'] => is_name(name),
        _ => false,
    }
}

/// Returns whether steps of one (`abcdef`, `987654`) make up most of `value`, in runs of at least four characters.
fn is_sequence(value: &[u8]) -> bool {
    let ups = value.chunk_by(|one, other| one.wrapping_add(1) == *other || (*one, *other) == (b'9', b'0'));
    let downs = value.chunk_by(|one, other| one.wrapping_sub(1) == *other);
    let covered = |length: usize| if length >= 4 { length } else { 0 };
    let up: usize = ups.map(|run| covered(run.len())).sum();
    let down: usize = downs.map(|run| covered(run.len())).sum();
    up.max(down) * 2 > value.len()
}

/// Returns whether `value` repeats a unit of at most ten characters from beginning to end, twice or more.
fn is_repetition(value: &[u8]) -> bool {
    let repeats = |unit: usize| value.iter().zip(value.iter().skip(unit)).all(|(one, other)| one == other);
    value.len() >= 6 && (1..=10).any(|unit| unit * 2 <= value.len() && repeats(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_values() {
        for value in [
            "<token>",
            "${TOKEN}",
            "{{ token }}",
            "$TOKEN",
            "%TOKEN%",
            "xxxxxxxxxxxx",
            "0123456789abcdef",
            "abcabcabcabc",
            "your-api-key",
            "ChangeMe",
            "AAAAAAAAAAAAAAAA",
            "EXAMPLEKEY12",
            "password",
            "1234567890123456",
        ] {
            assert!(is_placeholder(value.as_bytes()), "{value}");
        }
        for value in ["k3Jd81mQzX0aPv7R", "Wint3r!Garden", "9f8b2c", "tr0ub4dor&3"] {
            assert!(!is_placeholder(value.as_bytes()), "{value}");
        }
    }
}
