//! The secret value that a finding is about, as a digest, and the salt that makes a fingerprint of it.
//!
//! A digest of a short password can be guessed by trying words, so it is never shown: what is shown is keyed with the
//! site's salt, which only those have who have the site's files.

use std::fmt;

/// What fingerprints of a site are keyed with: the `salt` of `[fingerprints]` in `site.toml`.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt {
    key: [u8; 32],
}

impl Salt {
    /// The number of hexadecimal digits of a salt.
    pub const DIGITS: usize = 32;

    /// Reads a salt; `None` unless it is 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_salt = text.len() == Self::DIGITS && is_hexadecimal(text);
        is_salt.then(|| Self { key: blake3::derive_key("fieldbook 1: fingerprints of a site", text.as_bytes()) })
    }

    /// Returns the first `digits` hexadecimal digits, at most 64, of the keyed hash of `bytes`.
    pub fn keyed(&self, bytes: &[u8], digits: usize) -> String {
        let mut hex = blake3::keyed_hash(&self.key, bytes).to_hex().to_string();
        hex.truncate(digits);
        hex
    }

    /// Returns 16 hexadecimal digits that are equal for equal salts and do not help to find the salt.
    pub fn id(&self) -> String {
        self.keyed(b"id", 16)
    }
}

/// Shows that there is a salt, and not which.
impl fmt::Debug for Salt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Salt")
    }
}

/// Returns whether `text` consists of lower-case hexadecimal digits.
fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// The digest of a secret value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueDigest([u8; 32]);

impl ValueDigest {
    /// The number of hexadecimal digits of a value's fingerprint.
    pub const DIGITS: usize = 12;

    /// Returns whether `text` has the form of a value's fingerprint.
    pub fn is_fingerprint(text: &str) -> bool {
        text.len() == Self::DIGITS && is_hexadecimal(text)
    }

    /// Takes the digest of `value`.
    pub fn of(value: &str) -> Self {
        Self(*blake3::hash(value.as_bytes()).as_bytes())
    }

    /// Returns the fingerprint of the value on a site with `salt`: 12 hexadecimal digits, the same in every file.
    pub fn fingerprint(&self, salt: &Salt) -> String {
        salt.keyed(&self.0, Self::DIGITS)
    }

    /// Returns the digest's bytes, for comparisons that are not shown.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Shows that there is a value, and nothing of its digest.
impl fmt::Debug for ValueDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ValueDigest")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn a_salt_is_32_lower_case_hexadecimal_digits() {
        assert!(Salt::parse(ONE).is_some());
        for wrong in [
            "",
            "0",
            "00112233445566778899aabbccddeef",
            &format!("{ONE}0"),
            &ONE.to_uppercase(),
            &ONE.replace('f', "g"),
        ] {
            assert!(Salt::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_fingerprint_is_of_value_and_salt() {
        let salt = |text: &str| Salt::parse(text).unwrap();
        let (one, other) = (salt(ONE), salt(&ONE.replace('0', "1")));
        let print = |value, salt: &Salt| ValueDigest::of(value).fingerprint(salt);
        let again = print("a", &salt(ONE));
        assert_eq!((print("a", &one), print("a", &one).len()), (again, 12));
        assert_ne!(print("a", &one), print("b", &one));
        assert_ne!(print("a", &one), print("a", &other));
        assert_ne!(one.id(), other.id());
    }

    #[test]
    fn neither_salt_nor_digest_is_shown() {
        let shown = format!("{:?} {:?}", Salt::parse(ONE), ValueDigest::of("a"));
        assert_eq!(shown, "Some(Salt) ValueDigest");
    }
}
