//! Addresses that only the company reaches, in the text of an entry.
//!
//! Looks at text alone: no name is resolved and no address is opened.

use super::host::Reason;
use super::{address, host, url};
use crate::config::Settings;
use crate::entry::Entry;
use crate::markdown::Markdown;
use crate::source::{Span, Spanned};
use pulldown_cmark::{Event, Tag};
use std::fmt;
use std::ops::Range;

/// What an address exposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExposedKind {
    /// A host or a file share inside the company.
    InternalHost,
    /// An address of a private network.
    PrivateAddress,
    /// A page for administrators, or a staging system.
    AdminUrl,
}

impl ExposedKind {
    /// Returns its name in machine output.
    pub fn code(self) -> &'static str {
        match self {
            Self::InternalHost => "internal-host",
            Self::PrivateAddress => "private-address",
            Self::AdminUrl => "admin-url",
        }
    }
}

/// Something exposed; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exposed {
    /// What it is.
    pub(crate) kind: ExposedKind,
    /// Its bytes in the text that was searched.
    pub(crate) range: Range<usize>,
    /// What is wrong with it.
    message: String,
    /// The pattern of the settings that decided.
    pub(crate) pattern: Option<Span>,
    /// Whether it is found in code too; one word in code is the name of a container or of a service.
    pub(crate) place: ExposedPlace,
}

/// Where something counts as exposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExposedPlace {
    /// In prose and in code.
    Anywhere,
    /// In prose alone.
    Prose,
}

impl fmt::Display for Exposed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// Returns internal hosts, private addresses and administration pages in the front matter and body of `entry`, each with
/// its place in the file; not in what pages never show to outsiders.
pub(crate) fn exposed_addresses(entry: &Entry, settings: &Settings) -> Vec<(Exposed, Span)> {
    let part = Span { start: entry.head.start.min(entry.body.span.start), end: entry.body.span.end };
    let text = entry.file.slice(part);
    let found = prose_in_markdown(text, exposed_in(text, &settings.internal_hosts)).into_iter();
    let placed = |exposed: Exposed| {
        let span = Span::new(exposed.range.clone()).shifted(part.start);
        (exposed, span)
    };
    let placed: Vec<_> = found.map(placed).collect();
    let inside = if placed.is_empty() { Vec::new() } else { entry.inside_parts() };
    let is_shown = |span: &Span| !inside.iter().any(|part| part.start <= span.start && span.end <= part.end);
    placed.into_iter().filter(|(_, span)| is_shown(span)).collect()
}

/// Returns `found` without what counts in prose alone and is in code of the Markdown `text`.
pub(crate) fn prose_in_markdown(text: &str, found: Vec<Exposed>) -> Vec<Exposed> {
    if found.iter().all(|exposed| exposed.place == ExposedPlace::Anywhere) {
        return found;
    }
    let markdown = Markdown::new(text);
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    let code: Vec<Range<usize>> =
        markdown.events().filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect();
    let is_in_code =
        |exposed: &Exposed| code.iter().any(|code| code.start <= exposed.range.start && exposed.range.end <= code.end);
    found.into_iter().filter(|exposed| exposed.place == ExposedPlace::Anywhere || !is_in_code(exposed)).collect()
}

/// Returns what `text` exposes, in order; one place counts once, as a host before an address before a page.
pub(crate) fn exposed_in(text: &str, patterns: &[Spanned<String>]) -> Vec<Exposed> {
    let urls = url::urls(text);
    let mut all: Vec<_> = host::hosts(text, &urls, patterns).into_iter().map(of_host).collect();
    all.extend(address::addresses(text).into_iter().map(|range| {
        let shown = text.get(range.clone()).unwrap_or_default();
        let message = format!("`{shown}` is an address of a private network");
        Exposed { kind: ExposedKind::PrivateAddress, range, message, pattern: None, place: ExposedPlace::Anywhere }
    }));
    all.sort_by_key(|found| found.range.start);
    let pages = urls.iter().filter_map(|url| {
        let next = all.get(all.partition_point(|found| found.range.start < url.range.start));
        let why = url::admin(url).filter(|_| next.is_none_or(|found| found.range.start >= url.range.end))?;
        let message = format!("`{}` leads to {why}", url.host);
        let (range, place) = (url.range.clone(), ExposedPlace::Anywhere);
        Some(Exposed { kind: ExposedKind::AdminUrl, range, message, pattern: None, place })
    });
    let pages: Vec<_> = pages.collect();
    all.extend(pages);
    all.sort_by_key(|found| found.range.start);
    all
}

fn of_host(found: host::Found<'_>) -> Exposed {
    let is_word = !found.host.contains(['.', '\\']);
    let place = if is_word { ExposedPlace::Prose } else { ExposedPlace::Anywhere };
    let (why, pattern) = match found.reason {
        Reason::Ending(ending) => (format!("hosts below `.{ending}` exist only inside a company"), None),
        Reason::SingleLabel => ("a host without a dot exists only inside a network".to_owned(), None),
        Reason::Share => ("a file share exists only inside a network".to_owned(), None),
        Reason::Connection => ("a connection string discloses where a database is".to_owned(), None),
        Reason::Configured(pattern) => (format!("`{}` names hosts of our own", pattern.value), Some(pattern.span)),
    };
    let message = format!("`{}`: {why}", found.host);
    Exposed { kind: ExposedKind::InternalHost, range: found.range, message, pattern, place }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(ExposedKind, &str)> {
        let patterns = [Spanned::new("*.corp.example.com".to_owned(), Span::default())];
        exposed_in(text, &patterns)
            .into_iter()
            .map(|found| (found.kind, text.get(found.range).unwrap_or("?")))
            .collect()
    }

    fn one(kind: ExposedKind, place: &str) -> Vec<(ExposedKind, &str)> {
        vec![(kind, place)]
    }

    #[test]
    fn internal_hosts() {
        let kind = ExposedKind::InternalHost;
        assert_eq!(found("see http://jenkins:8080/job/x now"), one(kind, "jenkins"));
        assert_eq!(found("at https://wiki.acme.internal/page."), one(kind, "wiki.acme.internal"));
        assert_eq!(found("on db-01.prod.corp today"), one(kind, "db-01.prod.corp"));
        assert_eq!(found("on GIT.Corp.Example.com, say"), one(kind, "GIT.Corp.Example.com"));
        assert_eq!(found(r"copy \\files01\sales\decks here"), one(kind, r"\\files01\sales"));
        assert_eq!(found("jdbc:postgresql://db01:5432/crm"), one(kind, "db01"));
        assert_eq!(found("postgres://app@crm.db.acme.zz/crm"), one(kind, "crm.db.acme.zz"));
        assert_eq!(found("jdbc:sqlserver://db01;databaseName=crm"), one(kind, "db01"));
        assert_eq!(found("Server=db01,1433;Database=crm;Trusted_Connection=True"), one(kind, "db01"));
        assert_eq!(found("jdbc:oracle:thin:@db01:1521:ORCL"), one(kind, "db01"));
        for fine in [
            "http://localhost:3000 and http://127.0.0.1/",
            "https://docs.globex.example/limits",
            "orders.default.svc.cluster.local and host.docker.internal",
            "metadata.google.internal answers",
            "import com.acme.internal.Thing; settings.local.json; this.internal = 1",
            "https://<your-host>/x and https://${HOST}/y and http://host/",
            "corp. internal, local: intra",
            r"https://console\.aws\.acme\.zz/s3/",
            "http://db.test/ and https://wiki.acme.internal.example/ and chart-example.local at x.invalid",
            "postgres://user@db.example.com/x, mysql://root@localhost/x, redis://my-cache.acme.zz",
            r"\\server01\share and \\example\x",
            "Server=localhost;Database=x;Port=1",
            "https://corp.example.org/about",
        ] {
            assert_eq!(found(fine), vec![], "{fine}");
        }
    }

    #[test]
    fn private_addresses() {
        let kind = ExposedKind::PrivateAddress;
        assert_eq!(found("ping 10.20.30.40 first"), one(kind, "10.20.30.40"));
        assert_eq!(found("172.31.0.9:5432"), one(kind, "172.31.0.9"));
        assert_eq!(found("http://192.168.7.8/status"), one(kind, "192.168.7.8"));
        assert_eq!(found("allow 10.4.0.0/16"), one(kind, "10.4.0.0"));
        assert_eq!(found("from fd12:3456:789a::1 on"), one(kind, "fd12:3456:789a::1"));
        for fine in [
            "172.17.0.3, 10.244.1.7 and 10.96.0.1",
            "2001:db8::1, 192.0.2.10, 198.51.100.3, 203.0.113.7 and 8.8.8.8",
            "172.32.0.1 and 172.15.0.1",
            "all of 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16",
            "since version 10.2.3.4, v10.2.3.5 and release 10.1.1.1",
            "section 10.2.3.4.5, 10.2.3.400, 1.10.2.3.4",
            "fdisk and fd: x, face:b00c",
        ] {
            assert_eq!(found(fine), vec![], "{fine}");
        }
    }

    #[test]
    fn admin_pages() {
        let kind = ExposedKind::AdminUrl;
        assert_eq!(found("<https://admin.acme.zz/>"), one(kind, "https://admin.acme.zz/"));
        assert_eq!(found("[s](https://staging-api.acme.zz)"), one(kind, "https://staging-api.acme.zz"));
        assert_eq!(found("https://acme.zz/wp-admin"), one(kind, "https://acme.zz/wp-admin"));
        assert_eq!(found("https://app.acme.zz/admin/users?x=1"), one(kind, "https://app.acme.zz/admin/users?x=1"));
        for fine in [
            "https://docs.acme.zz/admin/guide",
            "https://admin.acme.example/ and https://staging.example.com/ and https://x.test/admin",
            "https://staging.readthedocs.io/ and https://github.com/admin/x",
            "https://admin.google.com/ and https://admin.microsoft.com/x",
            "https://acme.zz/administration-guide",
            "https://acme.zz/blog/admin",
            "https://stagecoach.zz/ and https://quality.zz/qa-report",
        ] {
            assert_eq!(found(fine), vec![], "{fine}");
        }
    }
}
