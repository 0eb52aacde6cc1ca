//! Hosts that exist only inside a company.

use super::connection::{connection_hosts, is_connection};
use super::reserved::is_reserved;
use super::url::Url;
use crate::source::Spanned;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A host that only the company reaches.
pub(super) struct Found<'t> {
    /// The host as written.
    pub(super) host: &'t str,
    /// Where it is.
    pub(super) range: Range<usize>,
    /// Why it counts.
    pub(super) reason: Reason<'t>,
}

/// Why a host counts as internal.
pub(super) enum Reason<'t> {
    /// It ends in a label that no public host ends in.
    Ending(&'static str),
    /// It is in an address and has no dot.
    SingleLabel,
    /// It is the server of a file share.
    Share,
    /// It is the host of a database, in a connection string.
    Connection,
    /// A pattern of the settings names it.
    Configured(&'t Spanned<String>),
}

/// Endings that the root zone does not hold: `internal` is reserved for this (ICANN board resolution of 2024-07-29),
/// `local` for multicast names (RFC 6762), the others are named in its appendix G.
const ENDINGS: &[&str] = &["internal", "corp", "local", "lan", "intra", "intranet", "private"];

/// Names that everybody's machines have.
const EVERYWHERE: &[&str] =
    &["cluster.local", "docker.internal", "google.internal", "compute.internal", "localhost", "ec2.internal"];

/// Single labels that represent a host.
const STAND_INS: &[&str] = &[
    "localhost",
    "http",
    "https",
    "host",
    "hostname",
    "server",
    "servername",
    "example",
    "domain",
    "yourhost",
    "hostport",
    "address",
    "ip",
    "url",
    "www",
    "path",
    "site",
    "user",
    "username",
    "account",
    "bucket",
    "token",
    "x",
    "y",
    "foo",
    "bar",
];

/// First labels of package names, which read like hosts backwards.
const PACKAGES: &[&str] = &["com", "org", "net", "io", "dev", "de", "uk", "java", "javax", "sun", "jdk", "github"];

static DOTTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{1,62}\b").ok());
static SHARE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\\\\[A-Za-z0-9][A-Za-z0-9._-]{1,62}\\[A-Za-z0-9$._-]{2,64}").ok());

/// Returns the internal hosts in `text`: in addresses, in prose and as servers of file shares.
pub(super) fn hosts<'t>(text: &'t str, urls: &[Url<'t>], patterns: &'t [Spanned<String>]) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    for url in urls {
        let is_database = || text.get(url.range.clone()).is_some_and(is_connection) && is_own_database(url.host);
        let reason = reason(url.host, patterns)
            .or_else(|| is_single(url.host).then_some(Reason::SingleLabel))
            .or_else(|| is_database().then_some(Reason::Connection));
        found.extend(reason.map(|reason| Found { host: url.host, range: url.host_range.clone(), reason }));
    }
    let bare = DOTTED.iter().flat_map(|pattern| pattern.find_iter(text)).filter(|name| {
        let next = urls.get(urls.partition_point(|url| url.range.end < name.end()));
        next.is_none_or(|url| name.start() < url.range.start)
    });
    for name in bare.filter(|name| stands_alone(text, name.range())) {
        let reason = reason(name.as_str(), patterns);
        let is_sure = matches!(reason, Some(Reason::Configured(_))) || is_host_like(name.as_str());
        let reason = reason.filter(|_| is_sure);
        found.extend(reason.map(|reason| Found { host: name.as_str(), range: name.range(), reason }));
    }
    let shares = SHARE.iter().flat_map(|pattern| pattern.find_iter(text));
    let shares = shares.filter(|share| !is_stand_in_share(share.as_str()));
    found.extend(shares.map(|share| Found { host: share.as_str(), range: share.range(), reason: Reason::Share }));
    for range in connection_hosts(text) {
        let host = text.get(range.clone()).unwrap_or_default();
        let is_known = found.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
        if !is_known && (is_single(host) || is_own_database(host)) {
            found.push(Found { host, range, reason: Reason::Connection });
        }
    }
    found
}

/// Returns whether the host of a connection string is a real one, beyond this machine.
fn is_own_database(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    let is_stand_in = lower.starts_with("my") || lower.starts_with("your") || lower.contains("example");
    let has_name = lower.contains('.') && lower.contains(|symbol: char| symbol.is_ascii_lowercase());
    let is_everywhere = EVERYWHERE.iter().any(|known| lower == *known || lower.ends_with(&format!(".{known}")));
    has_name && !is_stand_in && !is_everywhere && !is_reserved(&lower)
}

/// Returns whether the server of a file share is a stand-in, such as `Server01`.
fn is_stand_in_share(share: &str) -> bool {
    let server = share.trim_start_matches('\\').split('\\').next().unwrap_or_default().to_ascii_lowercase();
    let stem = server.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
    STAND_INS.contains(&stem)
        || ["computer", "machine", "pc", "remote"].contains(&stem)
        || stem.starts_with("your")
        || is_reserved(&server)
}

fn reason<'t>(host: &str, patterns: &'t [Spanned<String>]) -> Option<Reason<'t>> {
    let lower = host.to_ascii_lowercase();
    if let Some(pattern) = patterns.iter().find(|pattern| fits(&lower, &pattern.value.to_ascii_lowercase())) {
        return Some(Reason::Configured(pattern));
    }
    let is_everywhere = EVERYWHERE.iter().any(|known| lower == *known || lower.ends_with(&format!(".{known}")));
    let is_everywhere = is_everywhere || is_reserved(&lower);
    let last = lower.rsplit_once('.')?.1;
    ENDINGS.iter().find(|ending| !is_everywhere && last == **ending).map(|ending| Reason::Ending(ending))
}

/// Returns whether `host` fits `pattern`, in which `*` represents any characters; `*.corp.example` holds
/// `corp.example` itself too.
fn fits(host: &str, pattern: &str) -> bool {
    if pattern.strip_prefix("*.").is_some_and(|rest| rest == host) {
        return true;
    }
    let mut parts = pattern.split('*');
    let Some(mut rest) = host.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

fn is_single(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    let is_label =
        !host.contains('.') && host.len() >= 2 && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_shouted = host.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    is_label
        && !is_shouted
        && !STAND_INS.contains(&lower.as_str())
        && !is_reserved(&lower)
        && !lower.starts_with("your")
        && !lower.starts_with("my")
}

/// Returns whether a dotted name in prose is a host rather than a field, a file or a package: three labels or more, or
/// a digit or hyphen in its first.
fn is_host_like(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let labels = name.split('.').count();
    let is_named = first.contains('-') || first.bytes().any(|byte| byte.is_ascii_digit());
    (labels >= 3 || is_named) && !PACKAGES.contains(&first.to_ascii_lowercase().as_str())
}

/// Returns whether nothing before or after `range` makes it part of a path, a file name or code.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = next == Some('.') && second.is_some_and(char::is_alphanumeric);
    !matches!(before, Some('.' | '/' | '\\' | '$' | '-' | '_')) && !goes_on && !matches!(next, Some('(' | '_' | '['))
}
