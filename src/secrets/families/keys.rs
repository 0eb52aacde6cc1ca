//! Private keys and signed tokens, the person who issued them.

use super::super::entropy::entropy;
use crate::secrets::family::{Check, CredentialKind, Shape};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Returns whether `body` holds at least 64 characters of base 64 that are not filler.
fn holds_key(body: &[u8]) -> bool {
    let lines = body.split(|byte| byte.is_ascii_whitespace() || *byte == b'\\');
    let long: Vec<u8> = lines.filter(|line| line.len() >= 16).flatten().copied().collect();
    long.len() >= 40 && entropy(&long) >= 400
}

/// Returns whether `value` is the base 64 of a private key in its text form.
fn encodes_key(value: &[u8]) -> bool {
    let whole = value.get(..value.len() / 4 * 4).unwrap_or_default();
    let text = STANDARD.decode(whole).unwrap_or_default();
    let marked = text.windows(BODY.len()).position(|part| part == BODY);
    let body = marked.and_then(|at| text.get(at + BODY.len()..)).unwrap_or_default();
    let end = body.windows(2).position(|part| part == b"--").unwrap_or(body.len());
    body.get(..end).is_some_and(holds_key)
}

/// What the body of a private key comes after.
const BODY: &[u8] = b"KEY-----";

/// Returns whether the first part of `token` decodes to a header that names its algorithm.
fn is_token_header(token: &[u8]) -> bool {
    let first = token.split(|byte| *byte == b'.').next().unwrap_or_default();
    let whole = [b"eyJ", first].concat();
    let header = URL_SAFE_NO_PAD.decode(whole).unwrap_or_default();
    header.windows(5).any(|window| window == b"\"alg\"")
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "private-key",
        name: "private key",
        revoke: "by replacing the key pair everywhere its public half is trusted",
        document: "https://www.rfc-editor.org/rfc/rfc7468",
        keywords: &["-----BEGIN"],
        shape: Shape::Block(
            r#"-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----((?:[\s>|"\'+,;\\]|\\[nr]|[A-Za-z0-9+/=:\-,.() ]|<br */?>){40,}?)-----END"#,
        ),
        checks: &[Check::Passes(holds_key), Check::SilentPlaceholder],
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "private-key",
        name: "private key",
        revoke: "by replacing the key pair everywhere its public half is trusted",
        document: "https://www.rfc-editor.org/rfc/rfc7468",
        keywords: &["-----BEGIN"],
        shape: Shape::Block(
            r"-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----\s{0,4}(?:\\[nr]){0,2}\s{0,8}([A-Za-z0-9+/]{40,}(?:(?:\s{1,8}|\\[nr]){1,2}[A-Za-z0-9+/=]{20,}){0,200})",
        ),
        checks: &[Check::Passes(holds_key), Check::SilentPlaceholder],
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "private-key",
        name: "private key",
        revoke: "by replacing the key pair everywhere its public half is trusted",
        document: "https://www.rfc-editor.org/rfc/rfc4716",
        keywords: &["---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"],
        shape: Shape::Block(
            r"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\s{1,4}(?:[A-Za-z\-]{3,20}: [^\n]{0,200}\s{1,2}){0,4}([A-Za-z0-9+/=\s]{40,})",
        ),
        checks: &[Check::Passes(holds_key)],
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "private-key",
        name: "private key in base 64",
        revoke: "by replacing the key pair everywhere its public half is trusted",
        document: "https://kubernetes.io/docs/concepts/configuration/secret/",
        keywords: &["LS0tLS1CRUdJTi"],
        // `PRIVATE KEY`, which begins at one of three places in a group of three bytes.
        shape: Shape::Token(
            r"(LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,40}?(?:QUklWQVRFIEtFW|BSSVZBVEUgS0VZ|UFJJVkFURSBLRV)[A-Za-z0-9+/]{60,}={0,2})",
        ),
        checks: &[Check::Passes(encodes_key)],
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "putty-key",
        name: "PuTTY private key",
        revoke: "by replacing the key pair everywhere its public half is trusted",
        document: "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
        keywords: &["PuTTY-User-Key-File-"],
        shape: Shape::Block(
            r"PuTTY-User-Key-File-[0-9]: [\s\S]{20,}?Private-Lines: [0-9]{1,4}\s{1,2}([A-Za-z0-9+/=\s]{40,})",
        ),
        checks: &[Check::Passes(holds_key)],
        ..CredentialKind::TOKEN
    },
    CredentialKind {
        id: "json-web-token",
        name: "JSON web token",
        revoke: "at its issuer, or by ending the session",
        document: "https://www.rfc-editor.org/rfc/rfc7519",
        keywords: &["eyJ"],
        shape: Shape::Token(r"eyJ[A-Za-z0-9_\-]{10,}\.eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{20,}"),
        checks: &[Check::Passes(is_token_header)],
        entropy: 400,
    },
    CredentialKind {
        id: "web-key",
        name: "private part of a JSON web key",
        revoke: "by replacing the key in the key set",
        document: "https://www.rfc-editor.org/rfc/rfc7518",
        keywords: &["\"d\"", "\"k\""],
        shape: Shape::Phrase(r#"\s{0,3}:\s{0,3}"([A-Za-z0-9_\-]{43,})""#),
        checks: &[Check::Beside(&["\"kty\""])],
        entropy: 420,
    },
];
