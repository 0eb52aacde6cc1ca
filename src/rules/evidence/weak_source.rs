//! Sources that prove little.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// A source is a page that proves little.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/weak-source",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A source is our own page about a competitor, a list of search results, or behind a login.",
    help: "Name the page that says it first hand and that anybody can open.",
    page: include_str!("weak_source.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let own = site_of(host(&subject.check().settings.site.base_url));
    let is_about_competitor = subject.is_any_of(&[Kind::Battlecard, Kind::Competitor]);
    let sources = subject.entry.claims.iter().flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let weak = sources.filter_map(|(claim, source)| {
        let why = if is_about_competitor && !own.is_empty() && site_of(host(&source.url)) == own {
            "our own page"
        } else {
            weakness(&source.url)?
        };
        let message = format!("a source of the claim `{}` is {why}", claim.id.value);
        Some(subject.finding(&RULE, source.url.span, message).subject(claim.id.value.clone()))
    });
    weak.collect()
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The last two parts of a host: near enough to say whether two hosts belong to one company.
fn site_of(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(index, _)| index + 1);
    dots.nth(1).and_then(|start| host.get(start..)).unwrap_or(host)
}

/// The beginnings of hosts that hold documentation.
const EXPLAINING: [&str; 7] = ["developer", "developers", "docs", "help", "kb", "learn", "support"];

fn weakness(url: &str) -> Option<&'static str> {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest).to_ascii_lowercase();
    let (host, path) = after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len()));
    let (folders, query) = path.split_once('?').unwrap_or((path, ""));
    let has_part = |names: &[&str]| folders.split('/').any(|part| names.contains(&part));
    let asks = query.split('&').any(|pair| ["q=", "query=", "search="].iter().any(|key| pair.starts_with(key)));
    let is_door = host.split('.').next().is_some_and(|first| ["login", "sso", "signin", "accounts"].contains(&first));
    // A page of the documentation may well explain how to sign in.
    let explains = host.split('.').next().is_some_and(|first| EXPLAINING.contains(&first));
    if explains {
        return asks.then_some("a list of search results");
    }
    if has_part(&["login", "signin", "sign-in", "sign_in", "sso", "oauth"]) || is_door {
        Some("a login page")
    } else if has_part(&["search"]) || asks {
        Some("a list of search results")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_prove_little() {
        assert_eq!(weakness("https://www.globex.example/search?q=scim"), Some("a list of search results"));
        assert_eq!(weakness("https://globex.example/docs?query=x"), Some("a list of search results"));
        assert_eq!(weakness("https://sso.globex.example/"), Some("a login page"));
        assert_eq!(weakness("https://help.globex.example/security/login"), None);
        assert_eq!(weakness("https://docs.globex.example/enterprise-search/limits"), None);
        assert_eq!(site_of(host("https://kb.example.com:8080/x")), "example.com");
    }
}
