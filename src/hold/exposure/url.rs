//! Addresses of the web in a text, and which of them lead to administrators' pages.

use super::reserved::{is_documentation, is_reserved};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// An address with a scheme.
pub(super) struct Url<'t> {
    /// The whole address.
    pub(super) range: Range<usize>,
    /// Its host, without user, password and port.
    pub(super) host: &'t str,
    /// Where the host is.
    pub(super) host_range: Range<usize>,
    /// From the first slash on, without query.
    pub(super) path: &'t str,
}

static URL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)\b(?:https?|ftps?|sftp|ssh|git|wss?|ldaps?|smb|jdbc:[a-z]{2,12}|[a-z]{0,12}sql|postgres|mariadb|sqlserver|mongodb(?:\+srv)?|rediss?|amqps?)://(?:[^\s/?#"'`<>@]{0,100}@)?([^\s/?#:;,="'`<>()\[\]{}|\\$%*@]{1,253})(?::[0-9]{1,5})?(?:(/[^\s"'`<>()|?#]*)(?:[?#][^\s"'`<>()|]*)?)?"#).ok()
});

/// Returns every address in `text` whose host is written out.
pub(super) fn urls(text: &str) -> Vec<Url<'_>> {
    let Some(pattern) = URL.as_ref() else { return Vec::new() };
    let url = |groups: regex::Captures<'_>| {
        let (whole, host) = (groups.get(0)?, groups.get(1)?.range());
        let path = groups.get(2).map_or(0..0, |path| path.range());
        let cut = text.get(host.end..).is_some_and(|rest| rest.starts_with(['<', '{', '$', '%', '*', '[', '\\']));
        let is_whole = !cut && !text.get(host.clone())?.ends_with('.');
        is_whole.then(|| Url {
            range: whole.start()..whole.start() + whole.as_str().trim_end_matches(['.', ',', ';', '!']).len(),
            host: text.get(host.clone()).unwrap_or_default(),
            host_range: host,
            path: text.get(path).unwrap_or_default(),
        })
    };
    pattern.captures_iter(text).filter_map(url).collect()
}

/// Words that make a host's first label an administrator's or a staging system's.
const LABELS: &[(&str, &str)] = &[
    ("admin", "an administration page"),
    ("adm", "an administration page"),
    ("backoffice", "an administration page"),
    ("phpmyadmin", "an administration page"),
    ("jenkins", "a build server"),
    ("argocd", "a deployment server"),
    ("kibana", "a log server"),
    ("staging", "a staging system"),
    ("stage", "a staging system"),
    ("stg", "a staging system"),
    ("preprod", "a staging system"),
    ("uat", "a test system"),
    ("qa", "a test system"),
];

/// First parts of a path that only administrators open.
const PATHS: &[&str] =
    &["admin", "_admin", "wp-admin", "administrator", "phpmyadmin", "actuator", "server-status", "adminer"];

/// Administration pages of products that customers themselves use.
const PUBLIC: &[&str] =
    &["google.com", "microsoft.com", "atlassian.com", "shopify.com", "office.com", "exchange.microsoft.com"];

/// Hosts whose pages are about administration.
const DOCUMENTS: &[&str] =
    &["docs", "doc", "help", "support", "developer", "developers", "learn", "kb", "wiki", "documentation"];

/// Returns what kind of page `url` leads to, where that is one for administrators or a staging system.
pub(super) fn admin(url: &Url<'_>) -> Option<&'static str> {
    let host = url.host.to_ascii_lowercase();
    let (first, rest) = host.split_once('.')?;
    let is_public = PUBLIC.contains(&rest) || is_documentation(&host) || is_reserved(&host);
    if is_public || DOCUMENTS.contains(&first) {
        return None;
    }
    let of_label = LABELS.iter().find(|(word, _)| first.split('-').any(|part| part == *word)).map(|(_, why)| *why);
    let top = url.path.trim_start_matches('/').split('/').next().unwrap_or_default();
    of_label.or_else(|| PATHS.contains(&top.to_ascii_lowercase().as_str()).then_some("an administration page"))
}
