//! Connection strings, whose host says where a database is even if no password is in them.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The forms besides addresses: key and value pairs of ADO.NET and ODBC, and Oracle's thin driver.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let pairs = r"(?i)\b(?:server|data source|host|address|addr|network address)\s*=\s*(?:tcp:)?([a-z0-9][a-z0-9._-]{1,252})(?:\\[a-z0-9$_]+)?(?:,\s*[0-9]{1,5})?\s*;[^\n]{0,200}?\b(?:database|initial catalog|uid|user id|username|user|trusted_connection|integrated security|port)\s*=";
    let thin = r"(?i)\bjdbc:oracle:thin:[^\s@]{0,60}@(?://)?([a-z0-9][a-z0-9._-]{1,252})[:/]";
    [pairs, thin].iter().filter_map(|form| Regex::new(form).ok()).collect()
});

/// Returns where the host of each connection string in `text` is.
pub(super) fn connection_hosts(text: &str) -> Vec<Range<usize>> {
    let hosts = FORMS.iter().flat_map(|form| form.captures_iter(text)).filter_map(|groups| groups.get(1));
    hosts.map(|host| host.range()).collect()
}

/// Returns whether `address` begins with the scheme of a database or a queue.
pub(super) fn is_connection(address: &str) -> bool {
    const SCHEMES: [&str; 9] =
        ["jdbc:", "postgres", "mysql", "mariadb", "mssql", "sqlserver", "mongodb", "redis", "amqp"];
    let lower = address.get(..address.len().min(16)).unwrap_or_default().to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}
