//! Values that only their names give away.

use super::super::entropy::{classes, is_wordy};
use super::access::{is_password, is_strong_password};
use crate::secrets::family::{Check, CredentialKind, Shape};

/// Returns whether `value` is neither an address, a path, a date, a call nor a name with dots.
fn is_no_prose(value: &[u8]) -> bool {
    let is_path = value.windows(3).any(|window| window == b"://")
        || matches!(value, [b'/' | b'.' | b'~' | b'#' | b'+' | b'%', ..]);
    let slashes = value.split(|byte| *byte == b'/').count() - 1;
    let is_call = value.windows(2).any(|pair| matches!(pair, b"()" | b"](" | b"[0" | b"->" | b"::"));
    let is_number = value.iter().all(|byte| byte.is_ascii_digit() || b".,-:/+%".contains(byte));
    let ends_as_file = value.rsplit(|byte| *byte == b'.').next().is_some_and(|end| end.len() <= 4);
    let is_route = slashes >= 2 && (is_wordy(value) || (value.contains(&b'.') && ends_as_file));
    !(is_path || is_route || is_call || is_number)
}

/// Returns whether `value` is no dotted or snake-case name, no universal id and no file name.
fn is_no_identifier(value: &[u8]) -> bool {
    let parts: Vec<_> = value.split(|byte| b"._-/+=@".contains(byte)).filter(|part| !part.is_empty()).collect();
    let is_plain = |part: &&[u8]| {
        let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, number) = part.split_at_checked(letters).unwrap_or((part, &[]));
        part.len() < 16 && classes(word) <= 1 && number.len() <= 4 && number.iter().all(u8::is_ascii_digit)
    };
    let is_uuid = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]);
    is_uuid || !parts.iter().all(is_plain)
}

/// Returns whether `value` between quotes looks like a password: no sentence, and more than one class of characters.
fn is_quoted_password(value: &[u8]) -> bool {
    let has_space = value.iter().any(u8::is_ascii_whitespace);
    let has_digit = value.iter().any(u8::is_ascii_digit);
    !has_space
        && is_password(value)
        && is_no_prose(value)
        && (has_digit || classes(value) >= 3)
        && classes(value) >= 2
        && !is_wordy(value)
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "generic-password",
        name: "password",
        revoke: "where that password is used",
        document: "https://cwe.mitre.org/data/definitions/798.html",
        keywords: &["password", "passwd", "passphrase", "passwort", "passcode", "_pass", "-pass", "pwd"],
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_.\-]{0,30}?(?:\\?["'`*\])]){0,3}(?:[ \t]+value)?[ \t]{0,8}(?:=>|:=|==?|[:|>]|\bis\b|\bset to\b|[ \t](?:-|\xE2\x80\x93)[ \t])\s{0,8}(?:\\?["'`*(\[]){0,3}([^\s"'`<>|,;)]{6,128})"#,
        ),
        checks: PASSWORD,
        entropy: 230,
    },
    CredentialKind {
        id: "generic-password",
        name: "password",
        revoke: "where that password is used",
        document: "https://cwe.mitre.org/data/definitions/798.html",
        keywords: &["password", "passwd", "passphrase", "pwd"],
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_.\- ]{0,30}?(?:\\?["'`*\])]){0,3}[ \t]{0,8}(?:=>|:=|==?|[:,])\s{0,8}\\?["'`]([^"'`\n<>]{6,128})["'`\\]"#,
        ),
        checks: &[Check::Passes(is_quoted_password), Check::SilentPlaceholder, Check::OnlyNamed],
        entropy: 280,
    },
    CredentialKind {
        id: "generic-secret",
        name: "secret value",
        revoke: "at its issuer",
        document: "https://cwe.mitre.org/data/definitions/798.html",
        keywords: &[
            "secret",
            "token",
            "api_key",
            "apikey",
            "api-key",
            "api key",
            "access_key",
            "accesskey",
            "access-key",
            "access key",
            "auth_key",
            "authkey",
            "private_key",
            "privatekey",
            "encryption_key",
            "signing_key",
            "master_key",
            "client_key",
            "app_key",
            "appkey",
            "secret_key",
            "_key",
            "-key",
            "credential",
            "license_key",
            "_auth",
            "signature",
        ],
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_.\-]{0,30}?(?:\\?["'`*\])]){0,3}(?:[ \t]+value)?[ \t]{0,8}(?:=>|:=|==?|[:|>]|\bis\b|\bset to\b|[ \t](?:-|\xE2\x80\x93)[ \t])\s{0,8}(?:\\?["'`*(\[]){0,3}([A-Za-z0-9_.+/=~!@#%^*\-]{16,})"#,
        ),
        checks: SECRET,
        entropy: 330,
    },
    // A list of names and values: `{"name": "API_TOKEN", "value": "…"}`, `- name: API_TOKEN` before `value: …`.
    CredentialKind {
        id: "generic-secret",
        name: "secret value",
        revoke: "at its issuer",
        document: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
        keywords: &["secret", "token", "api_key", "apikey", "api-key", "access_key", "accesskey", "private_key"],
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_.\-]{0,30}["']?\s{0,3},?\s{0,40}["']?[Vv]alue["']?\s{0,3}[:=]\s{0,3}["']?([A-Za-z0-9_.+/=~!@#%^*\-]{16,})"#,
        ),
        checks: SECRET,
        entropy: 330,
    },
    CredentialKind {
        id: "generic-password",
        name: "password",
        revoke: "where that password is used",
        document: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
        keywords: &["password", "passwd", "passphrase", "pwd"],
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_.\-]{0,30}["']?\s{0,3},?\s{0,40}["']?[Vv]alue["']?\s{0,3}[:=]\s{0,3}["']?([^\s"'`<>|,;)}]{6,128})"#,
        ),
        checks: PASSWORD,
        entropy: 270,
    },
    CredentialKind {
        id: "generic-password",
        name: "password",
        revoke: "where that password is used",
        document: "https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html",
        keywords: &["--password ", "--passwd ", "--pwd ", "--passphrase "],
        shape: Shape::Phrase(r#"["']?([^\s"'`<>|,;)]{6,128})"#),
        checks: PASSWORD,
        entropy: 270,
    },
    // A variable of an image, of Windows or of the shell fish: `ENV DB_PASSWORD …`, `setx API_TOKEN …`, `set -x API_TOKEN …`.
    CredentialKind {
        id: "generic-password",
        name: "password",
        revoke: "where that password is used",
        document: "https://docs.docker.com/reference/dockerfile/#env",
        keywords: VARIABLES,
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_]{0,40}?(?i:password|passwd|passphrase|pwd|_pass)[A-Za-z0-9_]{0,20}[ \t]{1,4}["']?([^\s"'`<>|,;)=]{6,128})"#,
        ),
        checks: PASSWORD,
        entropy: 270,
    },
    CredentialKind {
        id: "generic-secret",
        name: "secret value",
        revoke: "at its issuer",
        document: "https://docs.docker.com/reference/dockerfile/#env",
        keywords: VARIABLES,
        shape: Shape::Phrase(
            r#"[A-Za-z0-9_]{0,40}?(?i:secret|token|key|credential|_auth)[A-Za-z0-9_]{0,20}[ \t]{1,4}["']?([A-Za-z0-9_.+/~!@#%^*\-]{16,}={0,2})"#,
        ),
        checks: SECRET,
        entropy: 330,
    },
];

/// The commands after which the name of a variable and its value follow.
const VARIABLES: &[&str] = &["env ", "setx ", "set -x ", "set -gx ", "set -ux "];

/// What a password must be that only its name gives away.
const PASSWORD: &[Check] =
    &[Check::Passes(is_strong_password), Check::Passes(is_no_prose), Check::SilentPlaceholder, Check::OnlyNamed];

/// What another value must be that only its name gives away.
const SECRET: &[Check] = &[
    Check::Random,
    Check::Passes(is_no_prose),
    Check::Passes(is_no_identifier),
    Check::SilentPlaceholder,
    Check::OnlyNamed,
];
