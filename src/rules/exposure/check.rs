//! The check of all three rules, so that one place counts once.

use super::address;
use super::admin_url::ADMIN_URL;
use super::host::{self, Reason};
use super::internal_host::INTERNAL_HOST;
use super::private_address::PRIVATE_ADDRESS;
use super::url;
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Rule, Severity};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// Something exposed: its bytes in the text, and what to say.
struct Exposed {
    rule: &'static Rule,
    range: Range<usize>,
    message: String,
    /// The pattern of the settings that decided.
    pattern: Option<Span>,
}

/// Finds internal hosts, private addresses and administration pages in the front matter and body of `entry`.
pub fn check_entry(entry: &Entry, settings: &Settings) -> Vec<Finding> {
    let part = Span { start: entry.head.start.min(entry.body.span.start), end: entry.body.span.end };
    let is_outside = settings.audiences.is_outside(entry.audience.value);
    let found = exposed(entry.file.slice(part), &settings.internal_hosts);
    let finding = |exposed: Exposed| {
        let place = Place::new(&entry.file, Span::new(exposed.range).shifted(part.start));
        let mut finding = Finding::new(exposed.rule, place, exposed.message);
        finding.severity = if is_outside { Severity::Error } else { Severity::Warning };
        match exposed.pattern {
            Some(span) => finding.see(Place::new(&settings.file, span), "this pattern decided"),
            None => finding,
        }
    };
    found.into_iter().map(finding).collect()
}

/// Returns what `text` exposes, in order; one place counts once, as a host before an address before a page.
fn exposed(text: &str, patterns: &[Spanned<String>]) -> Vec<Exposed> {
    let urls = url::urls(text);
    let mut all: Vec<_> = host::hosts(text, &urls, patterns).into_iter().map(of_host).collect();
    all.extend(address::addresses(text).into_iter().map(|range| {
        let shown = text.get(range.clone()).unwrap_or_default();
        let message = format!("`{shown}` is an address of a private network");
        Exposed { rule: &PRIVATE_ADDRESS, range, message, pattern: None }
    }));
    all.sort_by_key(|found| found.range.start);
    let pages = urls.iter().filter_map(|url| {
        let next = all.get(all.partition_point(|found| found.range.start < url.range.start));
        let why = url::admin(url).filter(|_| next.is_none_or(|found| found.range.start >= url.range.end))?;
        let message = format!("`{}` leads to {why}", url.host);
        Some(Exposed { rule: &ADMIN_URL, range: url.range.clone(), message, pattern: None })
    });
    let pages: Vec<_> = pages.collect();
    all.extend(pages);
    all.sort_by_key(|found| found.range.start);
    all
}

fn of_host(found: host::Found<'_>) -> Exposed {
    let (why, pattern) = match found.reason {
        Reason::Ending(ending) => (format!("hosts below `.{ending}` exist only inside a company"), None),
        Reason::SingleLabel => ("a host without a dot exists only inside a network".to_owned(), None),
        Reason::Share => ("a file share exists only inside a network".to_owned(), None),
        Reason::Configured(pattern) => (format!("`{}` names hosts of our own", pattern.value), Some(pattern.span)),
    };
    Exposed { rule: &INTERNAL_HOST, range: found.range, message: format!("`{}`: {why}", found.host), pattern }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let patterns = [Spanned::new("*.corp.example.com".to_owned(), Span::default())];
        exposed(text, &patterns)
            .into_iter()
            .map(|found| (found.rule.id, text.get(found.range).unwrap_or("?")))
            .collect()
    }

    fn one<'t>(rule: &'static str, place: &'t str) -> Vec<(&'static str, &'t str)> {
        vec![(rule, place)]
    }

    #[test]
    fn internal_hosts() {
        let rule = "exposure/internal-host";
        assert_eq!(found("see http://jenkins:8080/job/x now"), one(rule, "jenkins"));
        assert_eq!(found("at https://wiki.acme.internal/page."), one(rule, "wiki.acme.internal"));
        assert_eq!(found("on db-01.prod.corp today"), one(rule, "db-01.prod.corp"));
        assert_eq!(found("on GIT.Corp.Example.com, say"), one(rule, "GIT.Corp.Example.com"));
        assert_eq!(found(r"copy \\files01\sales\decks here"), one(rule, r"\\files01\sales"));
        for fine in [
            "http://localhost:3000 and http://127.0.0.1/",
            "https://docs.globex.example/limits",
            "orders.default.svc.cluster.local and host.docker.internal",
            "metadata.google.internal answers",
            "import com.acme.internal.Thing; settings.local.json; this.internal = 1",
            "https://<your-host>/x and https://${HOST}/y and http://host/",
            "corp. internal, local: intra",
            "https://corp.example.org/about",
        ] {
            assert_eq!(found(fine), vec![], "{fine}");
        }
    }

    #[test]
    fn private_addresses() {
        let rule = "exposure/private-address";
        assert_eq!(found("ping 10.20.30.40 first"), one(rule, "10.20.30.40"));
        assert_eq!(found("172.31.0.9:5432"), one(rule, "172.31.0.9"));
        assert_eq!(found("http://192.168.7.8/status"), one(rule, "192.168.7.8"));
        assert_eq!(found("allow 10.4.0.0/16"), one(rule, "10.4.0.0"));
        assert_eq!(found("from fd12:3456:789a::1 on"), one(rule, "fd12:3456:789a::1"));
        for fine in [
            "192.0.2.10, 198.51.100.3, 203.0.113.7 and 8.8.8.8",
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
        let rule = "exposure/admin-url";
        assert_eq!(found("<https://admin.acme.example/>"), one(rule, "https://admin.acme.example/"));
        assert_eq!(found("[s](https://staging-api.acme.example)"), one(rule, "https://staging-api.acme.example"));
        assert_eq!(found("https://acme.example/wp-admin"), one(rule, "https://acme.example/wp-admin"));
        assert_eq!(
            found("https://app.acme.example/admin/users?x=1"),
            one(rule, "https://app.acme.example/admin/users?x=1")
        );
        for fine in [
            "https://docs.acme.example/admin/guide",
            "https://admin.google.com/ and https://admin.microsoft.com/x",
            "https://acme.example/administration-guide",
            "https://acme.example/blog/admin",
            "https://stagecoach.example/ and https://quality.example/qa-report",
        ] {
            assert_eq!(found(fine), vec![], "{fine}");
        }
    }
}
