//! Passwords and tokens in addresses, connection strings, headers and commands.

use super::super::entropy::{classes, entropy, is_wordy};
use crate::secrets::encoded::printable_base64;
use crate::secrets::family::{Check, CredentialKind, Shape};
use crate::secrets::found::Found;

/// Returns whether `value` can be a person's password in an address: no variable, no port, no masked text.
fn is_address_password(value: &[u8]) -> bool {
    let is_number = value.len() <= 5 && value.iter().all(u8::is_ascii_digit);
    !is_number && is_password(value)
}

/// Returns whether `value` can be a person's password where only a password is: no code, no variable, no mask.
pub(super) fn is_password(value: &[u8]) -> bool {
    let starts_code =
        value.first().is_some_and(|byte| b"$%{<[(*#@".contains(byte)) || value.starts_with("«".as_bytes());
    let holds_code =
        value.windows(2).any(|pair| matches!(pair, b"${" | b"{{" | b"$(" | b"()" | b"%(" | b"{0" | b"#{" | b"}}"));
    let called = value.split(|byte| *byte == b'(').next().filter(|name| name.len() < value.len()).unwrap_or_default();
    let is_path = called.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(byte));
    let is_code = !called.is_empty() && is_path && (called.contains(&b'.') || value.ends_with(b")"));
    let is_name = value.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_') && value.contains(&b'_');
    !starts_code && !holds_code && !is_code && !is_name && entropy(value) >= 150
}

/// Returns whether `value` looks like a password wherever it is: several classes of characters, not just words.
pub(super) fn is_strong_password(value: &[u8]) -> bool {
    let has_digit = value.iter().any(u8::is_ascii_digit);
    let is_varied = if has_digit {
        classes(value) >= 2 && !is_wordy_long(value)
    } else {
        classes(value) >= 2 && value.len() >= 8 && !is_wordy(value)
    };
    is_password(value) && value.len() >= 6 && is_varied && entropy(value) >= 240
}

fn is_wordy_long(value: &[u8]) -> bool {
    value.len() > 24 && is_wordy(value)
}

/// Returns whether `value` is base 64 of `user:password` and the password no placeholder.
pub(super) fn is_basic_pair(value: &[u8]) -> bool {
    decoded_pair(value).is_some_and(|pair| {
        let password = pair.splitn(2, |byte| *byte == b':').nth(1).unwrap_or_default();
        pair.len() > 1 && !super::super::placeholder::is_placeholder(password)
    })
}

/// Returns whether `value` is something else than base 64 of `user:password`, which has a family of its own.
pub(super) fn is_no_pair(value: &[u8]) -> bool {
    decoded_pair(value).is_none()
}

fn decoded_pair(value: &[u8]) -> Option<Vec<u8>> {
    printable_base64(value).filter(|pair| pair.contains(&b':'))
}

/// Returns whether the match is in a connection string: a `;` before or after it, or `host=` and `user=` on its line.
fn is_in_connection_string(found: &Found<'_>) -> bool {
    let at = found.whole.start;
    let before = found.text.get(at.saturating_sub(200)..at).unwrap_or_default();
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let begins = line.last().is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"_-.".contains(byte));
    let has = |part: &[u8]| line.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    let ends = found.after(2).trim_ascii_start().starts_with(b";");
    begins && (line.ends_with(b";") || ends || (has(b"host=") && (has(b"user=") || has(b"dbname="))) || has(b"server="))
}

/// The families of this area, the more particular first.
pub(super) static FAMILIES: &[CredentialKind] = &[
    CredentialKind {
        id: "database-uri",
        name: "password in a database address",
        revoke: "by changing the password of that database user",
        document: "https://www.rfc-editor.org/rfc/rfc3986",
        keywords: &[
            "postgres://",
            "postgresql://",
            "mysql://",
            "mysql2://",
            "mariadb://",
            "mongodb://",
            "mongodb+srv://",
            "redis://",
            "rediss://",
            "amqp://",
            "amqps://",
            "mssql://",
            "sqlserver://",
            "clickhouse://",
            "snowflake://",
            "cockroachdb://",
            "oracle://",
            "couchbase://",
            "neo4j://",
            "bolt://",
            "neo4j+s://",
            "kafka://",
            "nats://",
            "cassandra://",
            "db2://",
            "vertica://",
            "trino://",
            "presto://",
            "redshift://",
            "valkey://",
            "memcached://",
            "couchdb://",
            "timescaledb://",
            "asyncpg://",
            "psycopg2://",
            "pymysql://",
            "psycopg://",
        ],
        shape: Shape::Phrase(
            r#"[^\s/:@"\'`<>]{0,80}:([^\s/@"\'`<>|]{1,200}(?:@[^\s/@:"\'`<>|]{1,40})??)@[A-Za-z0-9\[$_{<*(.][^\s"\'`<>]{0,}"#,
        ),
        checks: &[Check::Passes(is_address_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "url-password",
        name: "password in an address",
        revoke: "by changing the password of that user",
        document: "https://www.rfc-editor.org/rfc/rfc3986",
        keywords: &[
            "https://",
            "http://",
            "ftp://",
            "ftps://",
            "sftp://",
            "ssh://",
            "git://",
            "smb://",
            "ldap://",
            "ldaps://",
            "smtp://",
            "smtps://",
            "imap://",
            "imaps://",
            "ws://",
            "wss://",
            "socks5://",
            "mqtt://",
            "mqtts://",
            "rtsp://",
            "svn://",
            "git+https://",
            "svn+ssh://",
            "vnc://",
            "proxy://",
        ],
        shape: Shape::Phrase(
            r#"[^\s/:@"\'`<>?#]{0,80}:([^\s/@"\'`<>|?#]{2,200}(?:@[^\s/@:"\'`<>|?#]{1,40})??)@[A-Za-z0-9\[][^\s"\'`<>]{1,}"#,
        ),
        checks: &[Check::Passes(is_address_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "jdbc-password",
        name: "password in a JDBC string",
        revoke: "by changing the password of that database user",
        document: "https://jdbc.postgresql.org/documentation/use/",
        keywords: &["jdbc:"],
        shape: Shape::Phrase(
            r#"[a-zA-Z0-9+:\-]{2,40}:[^\s"\'`<>]{1,}?[?&;,:](?i:password|pwd|pass|accesstoken|token)=([^\s"\'`<>&;|)]{2,200})"#,
        ),
        checks: &[Check::Passes(is_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "jdbc-password",
        name: "password in a JDBC string",
        revoke: "by changing the password of that database user",
        document: "https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html",
        keywords: &["jdbc:oracle:"],
        shape: Shape::Phrase(r#"[a-z0-9]{2,6}:[^\s/@"\'`<>]{1,60}/([^\s/@"\'`<>|]{2,100})@[^\s"\'`<>]{2,200}"#),
        checks: &[Check::Passes(is_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "odbc-password",
        name: "password in a connection string",
        revoke: "by changing the password of that database user",
        document: "https://learn.microsoft.com/sql/connect/odbc/dsn-connection-string-attribute",
        keywords: &["pwd=", "password=", "password =", "pwd ="],
        shape: Shape::Phrase(r#"\s{0,2}\{?([^\s;"\'`<>{}|&]{3,200})\}?(?:[;"\'`\s|]|\z)"#),
        checks: &[
            Check::Beside(&[
                "server=",
                "data source=",
                "driver=",
                "uid=",
                "user id=",
                "dsn=",
                "initial catalog=",
                "host=",
                "server =",
                "data source =",
            ]),
            Check::Fits(is_in_connection_string),
            Check::Passes(is_password),
            Check::SilentPlaceholder,
        ],
        entropy: 0,
    },
    CredentialKind {
        id: "netrc-password",
        name: "password of a netrc line",
        revoke: "by changing the password of that user",
        document: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        keywords: &["machine "],
        shape: Shape::Phrase(
            r#"\s{0,8}[A-Za-z0-9.\-]{2,100}\s{1,16}login\s{1,8}[^\s]{1,100}\s{1,16}password\s{1,8}([^\s"\'`<>|]{3,200})"#,
        ),
        checks: &[Check::Passes(is_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "curl-password",
        name: "password of a curl command",
        revoke: "by changing the password of that user",
        document: "https://curl.se/docs/manpage.html#-u",
        keywords: &["curl ", "wget "],
        shape: Shape::Phrase(
            r#"[^\n]{0,}?(?:-u|--user|--proxy-user)[ =]?["\']?[^\s:"\'`$<>]{1,80}:([^\s"\'`<>|]{3,200})"#,
        ),
        checks: &[Check::Passes(is_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "command-password",
        name: "password of a command line",
        revoke: "by changing the password of that user",
        document: "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
        keywords: &["sshpass -p", "PGPASSWORD=", "MYSQL_PWD=", "REDISCLI_AUTH="],
        shape: Shape::Phrase(r#"[ ]?["\']?([^\s"\'`<>|\-][^\s"\'`<>|]{3,200})"#),
        checks: &[Check::Passes(is_strong_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "command-password",
        name: "password of a command line",
        revoke: "by changing the password of that user",
        document: "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
        keywords: &["mysql -", "mysqldump -", "mysqladmin -", "sqlcmd -"],
        shape: Shape::Phrase(r#"(?:[^\n]{0,200}?\s-)?(?:p|P |-password=)["\']?([^\s"\'`<>|\-][^\s"\'`<>|]{3,200})"#),
        checks: &[Check::Passes(is_strong_password), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "basic-authorization",
        name: "user and password of an Authorization header",
        revoke: "by changing the password of that user",
        document: "https://www.rfc-editor.org/rfc/rfc7617",
        keywords: &["basic "],
        shape: Shape::Phrase(r"[ ]{0,3}([A-Za-z0-9+/\-_]{8,}={0,2})(?:[^A-Za-z0-9+/=_\-]|\z)"),
        checks: &[Check::Beside(&["authorization"]), Check::Passes(is_basic_pair), Check::SilentPlaceholder],
        entropy: 0,
    },
    CredentialKind {
        id: "bearer-token",
        name: "bearer token",
        revoke: "at its issuer",
        document: "https://www.rfc-editor.org/rfc/rfc6750",
        keywords: &[
            "bearer ",
            "authorization: token ",
            "authorization: apikey ",
            "authorization: api-key ",
            "authorization: key=",
            "authorization\\\": \\\"token ",
            "api-token ",
            "bearer%20",
        ],
        shape: Shape::Phrase(r#"[ ]{0,3}["\']?([A-Za-z0-9._~+/\-]{16,}={0,2})(?:[^A-Za-z0-9._~+/=\-]|\z)"#),
        checks: &[Check::Random, Check::SilentPlaceholder],
        entropy: 300,
    },
    CredentialKind {
        id: "authorization-header",
        name: "key of an Authorization header",
        revoke: "at its issuer",
        document: "https://www.rfc-editor.org/rfc/rfc9110#name-authorization",
        keywords: &[
            "authorization: ",
            "authorization\": \"",
            "authorization':",
            "authorization=",
            "x-api-key: ",
            "x-api-key\": \"",
            "x-auth-token: ",
            "private-token: ",
            "api-key: ",
            "apikey: ",
            "x-access-token: ",
            "x-token: ",
        ],
        shape: Shape::Phrase(
            r#"["\' ]{0,3}(?:[A-Za-z][A-Za-z0-9\-]{2,24}[ =])?["\']?([A-Za-z0-9._~+/:\-]{16,}={0,2})(?:[^A-Za-z0-9._~+/=\-]|\z)"#,
        ),
        checks: &[Check::Random, Check::Passes(is_no_pair), Check::SilentPlaceholder],
        entropy: 300,
    },
    CredentialKind {
        id: "session-cookie",
        name: "session cookie",
        revoke: "by ending the session",
        document: "https://www.rfc-editor.org/rfc/rfc6265",
        keywords: &["cookie: ", "cookie:", "-b \"", "--cookie "],
        shape: Shape::Phrase(
            r"[^\n]{0,}?(?i:[A-Za-z0-9_.\-]{0,30}(?:sess(?:ion)?(?:_?id)?|sid|auth|token|jwt)[A-Za-z0-9_.\-]{0,10})=([A-Za-z0-9%._~+/:\-]{20,})",
        ),
        checks: &[Check::Random, Check::SilentPlaceholder],
        entropy: 330,
    },
];
