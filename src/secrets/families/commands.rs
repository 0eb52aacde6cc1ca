//! Passwords in commands, statements and files of programs, and what a server keeps of a password.

use super::access::{is_basic_pair, is_no_pair, is_password, is_strong_password};
use crate::secrets::family::{Check, CredentialKind, Shape};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The beginnings of certificates and public keys in PEM form, in base 64.
const PUBLIC: [&[u8]; 2] = [b"LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR", b"LS0tLS1CRUdJTiBQVUJMSUMg"];

/// Returns whether `value` of a Kubernetes secret is a password, as it is or in base 64.
fn is_secret_value(value: &[u8]) -> bool {
    if PUBLIC.iter().any(|beginning| value.starts_with(beginning)) {
        return false;
    }
    let decoded = STANDARD.decode(value).ok().filter(|decoded| decoded.iter().all(|byte| (b' '..=b'~').contains(byte)));
    let value = decoded.as_deref().unwrap_or(value);
    is_strong_password(value) && !super::super::placeholder::is_placeholder(value)
}

const PASSWORD: &[Check] = &[Check::Passes(is_strong_password), Check::SilentPlaceholder];

/// Returns the family of the passwords that match `pattern` after one of `keywords`.
const fn password(keywords: &'static [&'static str], pattern: &'static str, document: &'static str) -> CredentialKind {
    CredentialKind {
        id: "command-password",
        name: "password of a command",
        revoke: "by changing the password of that user",
        document,
        keywords,
        shape: Shape::Phrase(pattern),
        checks: PASSWORD,
        entropy: 0,
    }
}

/// Returns the family of the hashes of passwords that match `pattern` after one of `keywords`.
const fn hash(keywords: &'static [&'static str], pattern: &'static str) -> CredentialKind {
    CredentialKind {
        id: "password-hash",
        name: "hash of a password",
        revoke: "by changing the password of that user",
        document: "https://man7.org/linux/man-pages/man5/crypt.5.html",
        keywords,
        shape: Shape::Phrase(pattern),
        checks: &[Check::OnlyNamed],
        entropy: 350,
    }
}

/// The families of this area, the more particular first.
#[rustfmt::skip]
pub(super) static FAMILIES: &[CredentialKind] = &[
    password(&["sshpass -p"], r#"\s{0,3}\\?["']?([^\s"'`<>|]{4,200})"#, "https://manpages.debian.org/sshpass"),
    password(&["redis-cli "], r#"[^\n]{0,160}?(?:-a|--pass)[ =]["']?([^\s"'`<>|]{4,200})"#, "https://redis.io/docs/latest/develop/tools/cli/"),
    password(&["requirepass ", "masterauth ", "primaryauth "], r#"["']?([^\s"'`<>|]{6,200})"#, "https://redis.io/docs/latest/operate/oss_and_stack/management/security/"),
    password(&["docker login", "podman login", "registry login", "az login", "oc login", "argocd login", "cf login", "ibmcloud login", "nerdctl login"],
        r#"[^\n]{0,200}?[ \t](?:-p|--password)(?:[ =]|\s\\\n\s*)["']?([^\s"'`<>|]{6,200})"#, "https://docs.docker.com/reference/cli/docker/login/"),
    password(&["net use "], r#"[^\n]{0,200}?/user:[^\s]{1,80}[ \t]{1,4}["']?([^\s"'`/<>*\\\[][^\s"'`<>]{3,100})"#, "https://learn.microsoft.com/windows-server/administration/windows-commands/net-use"),
    password(&["-storepass ", "-keypass ", "-srcstorepass ", "-deststorepass "], r#"["']?([^\s"'`<>|]{5,200})"#, "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html"),
    password(&["-passin pass:", "-passout pass:", "-pass pass:"], r#"([^\s"'`<>|]{4,200})"#, "https://docs.openssl.org/master/man1/openssl-passphrase-options/"),
    password(&["convertto-securestring"], r#"[^\n"']{0,40}["']([^"'\n]{6,100})["']"#, "https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring"),
    password(&["http -a ", "https -a ", "http --auth ", "https --auth "], r#"["']?[^\s:"']{1,60}:([^\s"'`<>|]{4,200})"#, "https://httpie.io/docs/cli/authentication"),
    password(&["identified by "], r#"(?:password\s{1,4})?\\?["']([^"'\n]{6,100}?)\\?["']"#, "https://dev.mysql.com/doc/refman/8.4/en/create-user.html"),
    password(&["identified with "], r#"[^\n]{2,60}?(?:by|as)\s{1,4}\\?["']([^"'\n]{6,100}?)\\?["']"#, "https://dev.mysql.com/doc/refman/8.4/en/create-user.html"),
    password(&["with password '", "encrypted password '", "login password '"], r#"([^'"\n]{6,100})'"#, "https://www.postgresql.org/docs/current/sql-createrole.html"),
    password(&[":5432:", ":5433:"], r#"[A-Za-z0-9_\-*]{1,60}:[A-Za-z0-9_.\-]{1,60}:([^\s:"'`<>|/]{5,100})"#, "https://www.postgresql.org/docs/current/libpq-pgpass.html"),
    password(&["default login "], r#"[^\s]{1,100}\s{1,16}password\s{1,8}([^\s"'`<>|]{3,200})"#, "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html"),
    CredentialKind {
        shape: Shape::Near(r#"echo (?:-n )?["']?([^\s"'`<>|]{6,200})["']? ?\|"#),
        ..password(&["--password-stdin"], "", "https://docs.docker.com/reference/cli/docker/login/")
    },
    CredentialKind {
        id: "database-uri",
        name: "password in a database address",
        shape: Shape::Near(r#"[A-Za-z0-9_.\-]{1,60}:([^\s@:"'`<>/]{3,100})@(?:tcp|unix)\("#),
        ..password(&["@tcp(", "@unix("], "", "https://github.com/go-sql-driver/mysql#dsn-data-source-name")
    },
    CredentialKind {
        id: "registry-auth",
        name: "user and password of a registry",
        shape: Shape::Phrase(r#"\\?"\s{0,3}:\s{0,3}\\?"([A-Za-z0-9+/]{8,}={0,2})\\?""#),
        checks: &[Check::Passes(is_basic_pair), Check::SilentPlaceholder],
        ..password(&["\"auth", "_auth"], "", "https://docs.docker.com/reference/cli/docker/login/")
    },
    CredentialKind {
        id: "registry-auth",
        name: "user and password of a registry",
        shape: Shape::Phrase(r#"\s{0,3}=\s{0,3}["']?([A-Za-z0-9+/]{8,}={0,2})"#),
        checks: &[Check::Passes(is_basic_pair), Check::SilentPlaceholder],
        ..password(&["_auth"], "", "npm documentation, npmrc")
    },
    CredentialKind {
        id: "authorization-header",
        name: "key of an Authorization header",
        shape: Shape::Phrase(
            r#"\\?["'\]]{0,3}\s{0,4}(?:=>|[=:,])\s{0,4}\\?["'`]?(?:[A-Za-z][A-Za-z0-9\-]{2,24}[ =:]\s?)?\\?["'`]?([A-Za-z0-9._~+/\-]{20,}={0,2})(?:[^A-Za-z0-9._~+/=\-]|\z)"#,
        ),
        checks: &[Check::Random, Check::Passes(is_no_pair), Check::SilentPlaceholder],
        entropy: 300,
        ..password(&["authorization"], "", "https://www.rfc-editor.org/rfc/rfc9110#name-authorization")
    },
    CredentialKind {
        id: "session-cookie",
        name: "session cookie",
        revoke: "by ending the session",
        shape: Shape::Phrase(r#"\s{0,2}[=:]\s{0,2}["']?(?:s%3A)?([A-Za-z0-9%._~+/\-]{20,})"#),
        checks: &[Check::Random, Check::SilentPlaceholder],
        entropy: 290,
        ..password(&["PHPSESSID", "JSESSIONID", "ASP.NET_SessionId", "connect.sid", "_gitlab_session", "laravel_session", "next-auth.session-token", "user_session"],
            "", "https://www.rfc-editor.org/rfc/rfc6265")
    },
    CredentialKind {
        id: "kubernetes-secret",
        name: "value of a Kubernetes secret",
        shape: Shape::Phrase(
            r#"[ \t\r]{0,4}\n(?:[^\n]{0,200}\n){0,16}?\s{0,16}(?:stringData|data):[ \t]{0,4}\r?\n(?:[ \t]+[A-Za-z0-9_.\-]+:[^\n]{0,200}\n){0,8}[ \t]+[A-Za-z0-9_.\-]+:[ \t]{1,4}["']?([^\s"'`<>|#{}]{8,400})"#,
        ),
        checks: &[Check::Passes(is_secret_value), Check::SilentPlaceholder, Check::OnlyNamed],
        ..password(&["kind: Secret"], "", "https://kubernetes.io/docs/concepts/configuration/secret/")
    },
    CredentialKind {
        id: "laravel-key",
        name: "application key",
        shape: Shape::Phrase(r"([A-Za-z0-9+/]{43}=)(?:[^A-Za-z0-9+/=]|\z)"),
        checks: &[Check::Beside(&["app_key", "app.key", "'key'"]), Check::SilentPlaceholder],
        entropy: 400,
        ..password(&["base64:"], "", "https://laravel.com/docs/12.x/encryption")
    },
    CredentialKind {
        id: "ansible-vault",
        name: "encrypted Ansible vault",
        revoke: "by changing what it holds and its password",
        shape: Shape::Phrase(r"1\.[0-9];AES256(?:;[A-Za-z0-9_.\-]{1,40})?\s{1,16}([0-9a-f]{60,80}(?:\s{1,16}[0-9a-f]{2,80}){0,40})"),
        checks: &[Check::Passes(is_password)],
        ..password(&["$ANSIBLE_VAULT;"], "", "https://docs.ansible.com/ansible/latest/vault_guide/vault_encrypting_content.html")
    },
    hash(&["$2a$", "$2b$", "$2y$"], r"([0-9]{2}\$[./A-Za-z0-9]{53})(?:[^./A-Za-z0-9]|\z)"),
    hash(&["$6$"], r"((?:rounds=[0-9]{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86})(?:[^./A-Za-z0-9]|\z)"),
    hash(&["$5$"], r"((?:rounds=[0-9]{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43})(?:[^./A-Za-z0-9]|\z)"),
    hash(&["$apr1$", "$1$"], r"([./A-Za-z0-9]{4,8}\$[./A-Za-z0-9]{22})(?:[^./A-Za-z0-9]|\z)"),
    hash(&["$y$"], r"([./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{8,86}\$[./A-Za-z0-9]{43})(?:[^./A-Za-z0-9]|\z)"),
    hash(&["$argon2id$", "$argon2i$"], r"(v=[0-9]{2}\$m=[0-9]{3,8},t=[0-9]{1,4},p=[0-9]{1,3}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{16,90})"),
];
