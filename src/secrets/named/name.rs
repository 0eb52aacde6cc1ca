//! What the name before a value says about it.

use crate::secrets::found::Found;

/// The words of names whose values are made up.
const MADE_UP: &[&str] =
    &["bad", "dummy", "example", "expired", "fake", "invalid", "malformed", "mock", "revoked", "sample", "wrong"];

/// What the value of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A password, key or token.
    Secret,
    /// What is derived from one, such as a hash or a signature, or made up for an example.
    Derived,
    /// Something about one, or what is public: its name, its place, its length, a public key, the token of a page.
    Other,
}

/// The last words of names whose values are about a secret.
const ABOUT: &[&str] = &[
    "address",
    "age",
    "alg",
    "algorithm",
    "arn",
    "at",
    "attempts",
    "attribute",
    "audience",
    "broker",
    "changed",
    "class",
    "column",
    "count",
    "created",
    "date",
    "days",
    "desc",
    "description",
    "dir",
    "directory",
    "domain",
    "enabled",
    "encoder",
    "encryption",
    "endpoint",
    "expiration",
    "expires",
    "expiry",
    "file",
    "filename",
    "folder",
    "format",
    "generator",
    "helper",
    "hint",
    "history",
    "host",
    "hostname",
    "hours",
    "id",
    "identifier",
    "ids",
    "index",
    "issuer",
    "kind",
    "label",
    "length",
    "lifetime",
    "limit",
    "link",
    "location",
    "manager",
    "max",
    "message",
    "method",
    "min",
    "minutes",
    "mode",
    "modified",
    "mtime",
    "name",
    "names",
    "owner",
    "page",
    "path",
    "pattern",
    "patterns",
    "policies",
    "policy",
    "prefix",
    "provider",
    "ref",
    "reference",
    "regex",
    "required",
    "reset",
    "review",
    "revision",
    "rotation",
    "rule",
    "rules",
    "scope",
    "scopes",
    "score",
    "seconds",
    "selector",
    "sent",
    "service",
    "size",
    "state",
    "status",
    "store",
    "strength",
    "subject",
    "suffix",
    "table",
    "through",
    "thru",
    "time",
    "timeout",
    "timestamp",
    "title",
    "ttl",
    "type",
    "types",
    "updated",
    "uri",
    "uris",
    "url",
    "urls",
    "usage",
    "validation",
    "validator",
    "version",
    "within",
];

/// The last words of names whose values are derived from a secret.
const DERIVED: &[&str] = &[
    "checksum",
    "crypt",
    "digest",
    "encoded",
    "encrypted",
    "fingerprint",
    "hash",
    "hashed",
    "sha1",
    "sha256",
    "signature",
    "sum",
    "thumbprint",
];

/// The words right before `token` that name the place in a list, a guard of a form, or a program's own object.
const TOKENS: &[&str] = &[
    "antiforgery",
    "cancel",
    "cancellation",
    "continuation",
    "csrf",
    "cursor",
    "next",
    "page",
    "pagination",
    "resume",
    "verification",
    "xsrf",
];

/// The words right before `key` that name the place of a record, or what is public.
const KEYS: &[&str] = &[
    "cache",
    "composite",
    "dedup",
    "foreign",
    "group",
    "hash",
    "host",
    "hot",
    "idempotency",
    "lookup",
    "message",
    "object",
    "partition",
    "primary",
    "public",
    "publishable",
    "range",
    "registry",
    "routing",
    "row",
    "schema",
    "search",
    "site",
    "sort",
    "storage",
    "translation",
    "unique",
];

/// Returns what the value of `found` is by the name that holds its keyword.
pub(super) fn meaning(found: &Found<'_>) -> Meaning {
    let words = words(name(found));
    let last = words.last().map(String::as_str).unwrap_or_default();
    let is_of = |list: &[&str]| list.binary_search(&last).is_ok();
    let before = |word: &str, list: &[&str]| {
        words.windows(2).any(|pair| matches!(pair, [first, second] if second.trim_end_matches('s') == word && list.binary_search(&first.as_str()).is_ok()))
    };
    // The id of a secret of AppRole and of Tencent is a credential itself.
    let is_secret_id = matches!(words.as_slice(), [.., secret, id] if secret == "secret" && id == "id");
    if (is_of(ABOUT) && !is_secret_id) || before("token", TOKENS) || before("key", KEYS) {
        Meaning::Other
    } else if words.iter().any(|word| [DERIVED, MADE_UP].iter().any(|list| list.binary_search(&word.as_str()).is_ok()))
    {
        Meaning::Derived
    } else {
        Meaning::Secret
    }
}

/// Returns the name around the keyword, at which the match begins: letters, digits, `_`, `-` and `.`.
fn name<'a>(found: &Found<'a>) -> &'a [u8] {
    let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let at = found.whole.start;
    let before = found.text.get(at.saturating_sub(40)..at).unwrap_or_default();
    let start = at - before.iter().rev().take_while(is_of_name).count();
    let rest = found.text.get(at..found.secret.start).unwrap_or_default();
    // A keyword may hold a blank: `api key`.
    let keyword = rest
        .iter()
        .position(|byte| *byte == b' ')
        .filter(|blank| rest.get(blank + 1).is_some_and(u8::is_ascii_alphabetic))
        .map_or(0, |blank| blank + 1);
    let end = at + keyword + rest.iter().skip(keyword).take_while(is_of_name).count();
    found.text.get(start..end).unwrap_or_default()
}

/// Splits `name` into words in lower case: at marks, and where a capital letter follows a small one or begins a word after others.
fn words(name: &[u8]) -> Vec<String> {
    let mut words = vec![String::new()];
    for (at, byte) in name.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|at| name.get(at)).copied().unwrap_or(b'_');
        let next = name.get(at + 1).copied().unwrap_or(b'_');
        let begins = byte.is_ascii_uppercase() && (!previous.is_ascii_uppercase() || next.is_ascii_lowercase());
        if begins || !byte.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| byte.is_ascii_alphanumeric()) {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(line: &str, keyword: &str) -> Meaning {
        let start = line.find(keyword).unwrap();
        let secret = line.rfind(['=', ':']).unwrap() + 1;
        meaning(&Found { text: line.as_bytes(), whole: start..line.len(), secret: secret..line.len() })
    }

    #[test]
    fn lists_are_sorted() {
        for list in [ABOUT, DERIVED, MADE_UP, TOKENS, KEYS] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn words_of_names() {
        assert_eq!(words(b"APIKeyID_v2.some-HTTPToken"), ["api", "key", "id", "v2", "some", "http", "token"]);
        assert_eq!(words(b"").len(), 0);
    }

    #[test]
    fn the_name_says_whether_its_value_is_a_secret() {
        for line in ["db_password=x", "clientSecret=x", "secret_id=x", "api.key=x", "MY_TOKEN_V2=x", "key-prod=x"] {
            let keyword = ["password", "Secret", "secret", "key", "TOKEN"].into_iter().find(|word| line.contains(word));
            assert_eq!(meant(line, keyword.unwrap()), Meaning::Secret, "{line}");
        }
        for line in ["password_hash=x", "hashedPassword=x", "X-Signature=x"] {
            let keyword = ["password", "Password", "Signature"].into_iter().find(|word| line.contains(word));
            assert_eq!(meant(line, keyword.unwrap()), Meaning::Derived, "{line}");
        }
        for line in [
            "tokenUrl=x",
            "secretName=x",
            "kms_key_id=x",
            "NextToken=x",
            "public_key=x",
            "-PassThru:x",
            "passwordMtime=x",
        ] {
            let keyword =
                ["token", "secret", "key", "Token", "Pass", "pass"].into_iter().find(|word| line.contains(word));
            assert_eq!(meant(line, keyword.unwrap()), Meaning::Other, "{line}");
        }
    }
}
