//! Values without a prefix of their own, recognised by their exact form near the vendor's name.
//!
//! In go a text and the place of a vendor's name, out come the values near it that have one of the vendor's forms. A run of
//! characters is compared as a whole, so that a hash or an id of another length is none; a value behind words such as
//! `commit`, or as part of a path, is none either. No regular expression is needed, so that hundreds of vendors cost
//! what their names cost.

use super::value_form::{ValueForm, is_base64, is_value, is_word};
use std::ops::Range;

/// The farthest that a value begins after the name, in bytes.
const REACH: usize = 96;
/// The farthest without a word such as `token` right before the value, in bytes.
const NEAR_REACH: usize = 48;
/// The most line ends between name and value.
const MOST_LINES: usize = 3;
/// The farthest that a value ends before the name, in bytes.
const BACKWARD_REACH: usize = 24;

/// Words of which one is near a credential, in lower case.
const CREDENTIAL_WORDS: &[&str] = &[
    "key", "token", "secret", "auth", "pass", "pwd", "cred", "bearer", "api", "pat", "dsn", "licen", "login",
    "webhook", "user", "basic",
];

/// Words right before a value that is a hash or an id, in lower case.
const HASH_WORDS: &[&str] = &[
    "sha1",
    "sha-",
    "sha2",
    "sha5",
    "sha:",
    "sha=",
    "sha ",
    "md5",
    "commit",
    "digest",
    "checksum",
    "integrity",
    "hash",
    "revision",
    "rev ",
    "rev=",
    "rev:",
    "etag",
    "fingerprint",
    "trace",
    "span",
    "request id",
    "request-id",
    "request_id",
    "requestid",
    "correlation",
    "blob/",
    "tree/",
    "version",
    "snapshot",
    "image",
    "uuid",
    "guid",
    "merge",
    "branch",
    "gpg",
    "pgp",
    "sid=",
];

/// What may follow a vendor's name without a break: `boxes` is another word than `box`, `boxtoken` is not.
const SUFFIXES: &[&str] = &[
    "api", "key", "token", "secret", "auth", "access", "pass", "client", "app", "cloud", "hq", "io", "dev", "prod",
    "db", "url", "private", "user", "admin", "write", "service",
];

/// Returns the places of the values near the name at `name` that have one of `forms`.
pub(super) fn values_near(bytes: &[u8], name: &Range<usize>, forms: &[ValueForm]) -> Vec<Range<usize>> {
    if !is_name(bytes, name) {
        return Vec::new();
    }
    let mut found = values_after(bytes, name, forms);
    if found.is_empty() {
        found.extend(value_before(bytes, name, forms));
    }
    found
}

/// Returns whether the name is a word, or a part of one such as `myVendorKey`, and not within another such as `inbox`.
fn is_name(bytes: &[u8], name: &Range<usize>) -> bool {
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let before = name.start.checked_sub(1).map_or(b' ', at);
    let begins = !before.is_ascii_alphabetic() || (before.is_ascii_lowercase() && at(name.start).is_ascii_uppercase());
    let goes_on = at(name.end).is_ascii_lowercase() && at(name.end - 1).is_ascii_lowercase();
    let rest = bytes.get(name.end..).unwrap_or_default();
    begins && (!goes_on || SUFFIXES.iter().any(|suffix| rest.starts_with(suffix.as_bytes())))
}

fn values_after(bytes: &[u8], name: &Range<usize>, forms: &[ValueForm]) -> Vec<Range<usize>> {
    let name_end = name.end + run(bytes, name.end, is_word);
    values_between(bytes, name_end..name_end.saturating_add(REACH), forms)
        .filter(|value| is_announced(bytes, name, name_end, value))
        .collect()
}

/// Returns the values of `forms` that begin in `places`.
fn values_between<'a>(
    bytes: &'a [u8],
    places: Range<usize>,
    forms: &'a [ValueForm],
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let shortest = forms.iter().map(|form| *form.lengths().start()).min().unwrap_or(usize::MAX);
    let end = places.end.min(bytes.len());
    let mut at = places.start;
    std::iter::from_fn(move || {
        while at < end {
            let length = run(bytes, at, is_value);
            if length < shortest {
                // Nearly every word is shorter than any value.
                at += length + 1;
                continue;
            }
            let value = value_at(bytes, at, forms);
            at = value.as_ref().map_or_else(|| at + run(bytes, at, is_word).max(1), |value| value.end);
            if value.is_some() {
                return value;
            }
        }
        None
    })
}

/// Returns the run of characters at `at` if it has one of `forms` and nothing is glued to it.
fn value_at(bytes: &[u8], at: usize, forms: &[ValueForm]) -> Option<Range<usize>> {
    let before = at.checked_sub(1).and_then(|index| bytes.get(index)).copied().unwrap_or(b' ');
    let is_escape = matches!(bytes.get(at.saturating_sub(2)..at), Some([b'\\', b'n' | b't' | b'r']));
    if !is_escape && (before.is_ascii_alphanumeric() || b"/.@#%+_-~&$\\".contains(&before)) {
        return None;
    }
    let ends = [at + run(bytes, at, is_word), at + run(bytes, at, is_base64)];
    ends.into_iter().find_map(|end| {
        let value = bytes.get(at..end)?;
        let after = bytes.get(end).copied().unwrap_or(b' ');
        // The end of a file's name, or of a value that is cut off.
        let is_file =
            after == b'.' && bytes.get(end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
        let is_glued = is_word(after) || b"/@+=%(".contains(&after) || is_file;
        (!is_glued && forms.iter().any(|form| form.fits(value))).then_some(at..end)
    })
}

/// Returns whether what is between name and value says that it is a credential, and nothing says that it is a hash.
fn is_announced(bytes: &[u8], name: &Range<usize>, name_end: usize, value: &Range<usize>) -> bool {
    let between = bytes.get(name_end..value.start).unwrap_or_default();
    if between.split(|byte| *byte == b'\n').count() > MOST_LINES + 1 {
        return false;
    }
    let label = bytes.get(value.start.saturating_sub(40).max(name.end)..value.start).unwrap_or_default();
    if holds(label, HASH_WORDS) || is_id_label(label) {
        return false;
    }
    let context = bytes.get(name.start.saturating_sub(24)..value.start).unwrap_or_default();
    let is_assigned = between.len() <= 8
        && !between.iter().any(u8::is_ascii_alphanumeric)
        && between.iter().any(|byte| b":=>|,(\t".contains(byte));
    if between.len() > NEAR_REACH {
        return holds(label, CREDENTIAL_WORDS);
    }
    is_assigned || is_called(between) || holds(context, CREDENTIAL_WORDS)
}

/// Returns whether `between` makes the value the first argument of a call on the vendor's name: `vendor.init('`.
fn is_called(between: &[u8]) -> bool {
    let call = between.strip_suffix(b"\"").or_else(|| between.strip_suffix(b"'")).unwrap_or_default();
    call.strip_suffix(b"(").is_some_and(|path| path.iter().all(|byte| is_word(*byte) || b".:>".contains(byte)))
}

/// Returns whether the last word of `label` names an id: `project_id: `, `accountId = "`, `"id": "`.
fn is_id_label(label: &[u8]) -> bool {
    let end = label.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |at| at + 1);
    let words = label.get(..end).unwrap_or_default();
    let word = words.get(words.iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1)..).unwrap_or_default();
    let is_id = word.eq_ignore_ascii_case(b"id") || [b"Id", b"ID"].iter().any(|end| word.ends_with(*end));
    is_id || [b"_id".as_slice(), b"-id"].iter().any(|end| word.to_ascii_lowercase().ends_with(end))
}

/// Returns the value in front of the name on its line, as in `use … as the Vendor API key`.
fn value_before(bytes: &[u8], name: &Range<usize>, forms: &[ValueForm]) -> Option<Range<usize>> {
    let longest = forms.iter().map(|form| *form.lengths().end()).max().unwrap_or(0);
    let earliest = name.start.saturating_sub(BACKWARD_REACH + longest);
    let line = bytes.get(earliest..name.start)?;
    let start = line.iter().rposition(|byte| *byte == b'\n').map_or(earliest, |at| earliest + at + 1);
    let is_near = |value: &Range<usize>| value.end <= name.start && name.start - value.end <= BACKWARD_REACH;
    let value = values_between(bytes, start..name.start, forms).find(is_near)?;
    let before = bytes.get(value.start.saturating_sub(24)..name.start)?;
    let after = bytes.get(name.end..name.end.saturating_add(BACKWARD_REACH).min(bytes.len()))?;
    (holds(after, CREDENTIAL_WORDS) && !holds(before, HASH_WORDS)).then_some(value)
}

/// Returns how many bytes from `at` on are such that `is` holds.
fn run(bytes: &[u8], at: usize, is: fn(u8) -> bool) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is(**byte)).count()
}

/// Returns whether one of `words` is in `text`, case aside.
fn holds(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether a value of 32 hexadecimal digits, written for `{}`, is found near the name `acme` in `text`.
    fn is_found(text: &str) -> bool {
        let text = text.replace("{}", &["9f3ac81be047d2", "5f6a1b3c8e90d24f7a"].concat());
        let at = text.find("acme").unwrap();
        !values_near(text.as_bytes(), &(at..at + 4), &[ValueForm::hex(32)]).is_empty()
    }

    #[test]
    fn a_value_is_found_where_it_is_announced_as_a_credential() {
        for text in [
            "acme: {}",
            "acme_api_key {}",
            "| acme | {} |",
            "- name: acme_token\n  value: \"{}\"",
            "acme.init('{}')",
            "new acmeClient(\"{}\")",
            "curl https://api.acme.example/v1?key={}",
            "use {} as the acme api key",
            "\\\"acme\\\":\\\"{}\\\"",
        ] {
            assert!(is_found(text), "{text}");
        }
    }

    #[test]
    fn hashes_ids_paths_and_other_words_are_not_values() {
        for text in [
            "acme {}",
            "acme key, commit {}",
            "acme_token_md5: {}",
            "acme_api project_id: {}",
            "https://api.acme.example/keys/{}",
            "uses: acme/key-action@{}",
            "/assets/acme-key-{}.js",
            "acme key: {}0",
            "acme key: {}...",
            "acmeology key: {}",
            "placme key: {}",
            "acme key\n\n\n\n{}",
            "use {} as the acme logo",
        ] {
            assert!(!is_found(text), "{text}");
        }
    }
}
