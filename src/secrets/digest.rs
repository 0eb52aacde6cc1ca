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
/// on the same line, or base 64 of such a length right after the name of its function, as in `sha512-…` and the `h1:…` of Go.
pub(super) fn is_digest(found: &Found<'_>) -> bool {
    let value = found.value();
    let has_length = matches!(value.len(), 32 | 40 | 56 | 64 | 96 | 128);
    let line = found.line_before();
    let near = line.get(line.len().saturating_sub(40)..).unwrap_or_default();
    let is_word = |word: &[u8]| {
        let word = word.to_ascii_lowercase();
        WORDS.binary_search_by(|known| known.as_bytes().cmp(&word)).is_ok()
    };
    let is_break = |byte: &u8| !byte.is_ascii_alphanumeric();
    let is_hex = has_length && value.iter().all(u8::is_ascii_hexdigit);
    let is_base64 = matches!(value.len(), 27 | 28 | 43 | 44 | 64 | 86..=88);
    let is_marked = near.ends_with(b":") || near.ends_with(b"-");
    let mark = near.rsplit(is_break).nth(1).filter(|_| is_marked).unwrap_or_default();
    (is_hex && near.split(is_break).any(is_word)) || (is_base64 && (mark == b"h1" || is_word(mark)))
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
        let go = |before: &str, length: usize| {
            let text = format!("{before}{}=", "k3".repeat(length).get(..length).unwrap());
            is_digest(&Found { text: text.as_bytes(), whole: 0..text.len(), secret: before.len()..text.len() })
        };
        assert_eq!([42, 43, 44].map(|length| go("azure v1.2.3 h1:", length)), [true, true, false]);
        assert!(go("integrity sha512-", 87) && !go("key: ", 43) && !go("sha512 key: ", 87));
        assert_eq!([30, 32, 34, 64].map(|length| judged("commit ", length)), [false, true, false, true]);
    }
}
