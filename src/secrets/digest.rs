//! Hashes of commits, files and packages, which look like keys in hexadecimal digits.

use super::found::Found;

/// The words before a hash.
const WORDS: &[&str] = &[
    "archive",
    "blob",
    "changeset",
    "checksum",
    "checksums",
    "commit",
    "commits",
    "compare",
    "digest",
    "etag",
    "fingerprint",
    "gitsha",
    "integrity",
    "md5",
    "objects",
    "oid",
    "raw",
    "rev",
    "revision",
    "sha",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sum",
    "thumbprint",
    "tree",
];

/// Returns whether the secret of `found` is a hash of something: hexadecimal digits of such a length after a word such as `commit`
/// on the same line.
pub(super) fn is_digest(found: &Found<'_>) -> bool {
    let value = found.value();
    let has_length = matches!(value.len(), 32 | 40 | 56 | 64 | 96 | 128);
    let line = found.line_before();
    let near = line.get(line.len().saturating_sub(40)..).unwrap_or_default();
    let is_word = |word: &[u8]| {
        let word = word.to_ascii_lowercase();
        WORDS.binary_search_by(|known| known.as_bytes().cmp(&word)).is_ok()
    };
    has_length
        && value.iter().all(u8::is_ascii_hexdigit)
        && near.split(|byte| !byte.is_ascii_alphanumeric()).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(before: &str, length: usize) -> bool {
        let text = format!("{before}{}", "0f".repeat(length / 2));
        is_digest(&Found { text: text.as_bytes(), whole: 0..text.len(), secret: before.len()..text.len() })
    }

    #[test]
    fn a_hash_follows_a_word_for_it_on_its_line() {
        assert!(WORDS.is_sorted());
        for before in ["default_lang_commit: ", "https://git.example/x/blob/", "sha256:", "checksum = \"", "Revision "]
        {
            assert!(judged(before, 40), "{before}");
        }
        for before in ["refresh_token=", "api_key: ", "revoke ", "commit\n", ""] {
            assert!(!judged(before, 40), "{before}");
        }
        assert_eq!([30, 32, 34, 64].map(|length| judged("commit ", length)), [false, true, false, true]);
    }
}
