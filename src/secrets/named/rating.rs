//! How surely a named value is a credential.

use super::code::is_code;
use super::name::{Meaning, meaning};
use crate::secrets::confidence::Confidence;
use crate::secrets::found::Found;

/// Rates the value of `found` by its name and by what the value is; `None` if it is not a credential.
pub(in crate::secrets) fn rate(found: &Found<'_>) -> Option<Confidence> {
    let meaning = meaning(found);
    if meaning == Meaning::Other || is_code(found) {
        return None;
    }
    let is_weak = meaning == Meaning::Derived || is_hashed(found.value()) || is_variable(found);
    Some(if is_weak { Confidence::Weak } else { Confidence::Likely })
}

/// Returns whether `value` is a stored password: a hash with the name of its function before it.
fn is_hashed(value: &[u8]) -> bool {
    let functions = [
        b"$1$".as_slice(),
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$5$",
        b"$6$",
        b"$apr1$",
        b"$argon2",
        b"pbkdf2",
        b"sha1:",
        b"sha256:",
        b"sha512:",
        b"{SHA",
        b"{SSHA",
        b"{bcrypt",
    ];
    functions.iter().any(|function| value.windows(function.len()).any(|window| window == *function))
}

/// Returns whether the value could be the name of a variable, such as `user001_password`: without quotes, of letters, digits and `_`,
/// with a word for a secret in it.
fn is_variable(found: &Found<'_>) -> bool {
    let value = found.value();
    let lower = value.to_ascii_lowercase();
    let words = [b"pass".as_slice(), b"pwd", b"secret", b"token", b"key"];
    let is_plain = value.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let has_word = words.iter().any(|word| lower.windows(word.len()).any(|window| window == *word));
    found.quote().is_none() && is_plain && has_word && value.len() < 24
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names are written short, so that no line of this file looks like a credential.
    fn rated(line: &str) -> Option<Confidence> {
        let line = &line.replace("P_W", "password").replace("P_w", "Password").replace("s_id", "secret_id");
        let start = line.find('«').unwrap();
        let end = line.find('»').unwrap() - '«'.len_utf8();
        let text = line.replace(['«', '»'], "");
        rate(&Found { text: text.as_bytes(), whole: 0..end, secret: start..end })
    }

    #[test]
    fn values_are_rated_by_name_and_form() {
        for line in ["P_W: «hawaii50»", "P_W: '«MyP_w2024»'", "s_id = «k3Jd81mQzX0aPv7R»"] {
            assert_eq!(rated(line), Some(Confidence::Likely), "{line}");
        }
        for line in [
            "P_W: «sha1:aae8550c»",
            "P_W: '«$2b$10$k3Jd81mQ»'",
            "P_W = «user001_P_W»",
            "P_W_fake: «hawaii50»",
            "P_WHash: «hawaii50»",
            "signature: «k3Jd81mQzX0aPv7R»",
        ] {
            assert_eq!(rated(line), Some(Confidence::Weak), "{line}");
        }
        for line in ["P_WMtime: «hawaii50»", "P_W: «creds.P_w»"] {
            assert_eq!(rated(line), None, "{line}");
        }
    }
}
