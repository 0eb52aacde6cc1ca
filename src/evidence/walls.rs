//! Signs that an answer is not the page but a wall in front of it.
//!
//! Only signs of enforcement count: many providers also mark pages that they let through. The headers are those that the
//! providers document: Cloudflare `cf-mitigated`, AWS WAF `x-amzn-waf-action`, Vercel `x-vercel-mitigated`, `DataDome`
//! `x-dd-b` and `x-datadome`, Kasada `x-kasada-challenge`. The texts are those of their challenge pages.

use super::html::HtmlFacts;
use super::reach::Obstacle;

/// Up to how many words a page that asks for something has; a longer one is a page that also asks for it.
const SHORT: usize = 200;
/// How much of a page is searched, in bytes.
const SEARCHED: usize = 256 << 10;

/// Texts in the source of challenge pages, in small letters.
const MARKS: [&str; 15] = [
    "_cf_chl_opt",
    "cf-error-details",
    "awswafcookiedomainlist",
    "gokuprops",
    "anubis_challenge",
    "captcha-delivery.com",
    "px-captcha",
    "_pxcaptcha",
    "kpsdk",
    "_incapsula_resource",
    "errors.edgesuite.net",
    "sucuri.net/privacy-policy",
    "vercel security checkpoint",
    "ddos-guard",
    "/_fs-ch-",
];
/// Sentences of challenge pages, in small letters.
const SENTENCES: [&str; 20] = [
    "just a moment",
    "checking your browser",
    "checking if the site connection is secure",
    "verify you are human",
    "verifying you are human",
    "making sure you're not a bot",
    "making sure you&#39;re not a bot",
    "are you a robot",
    "robot or human",
    "pardon our interruption",
    "enable javascript and cookies to continue",
    "attention required",
    "access denied",
    "access to this page has been denied",
    "unusual traffic",
    "the requested url was rejected",
    "security check",
    "request unsuccessful",
    "client challenge",
    "you have been blocked",
];

/// Returns whether the headers of an answer, with names in small letters, say that a wall answered.
pub(super) fn is_enforced(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        match name.as_str() {
            "cf-mitigated" => value.contains("challenge") || value.contains("block"),
            "x-amzn-waf-action" => matches!(value.as_str(), "challenge" | "captcha"),
            "x-vercel-mitigated" => matches!(value.as_str(), "challenge" | "deny"),
            "x-datadome" => value != "protected",
            "x-dd-b" | "x-kasada-challenge" => true,
            _ => false,
        }
    })
}

/// Returns what is in front of the page with these bytes, if it looks so; `words` is the number of words that readers
/// see.
pub(super) fn wall(body: &[u8], facts: &HtmlFacts, words: usize) -> Option<Obstacle> {
    if words > SHORT {
        return None;
    }
    let source = String::from_utf8_lossy(body);
    let start = source.get(..source.floor_char_boundary(SEARCHED)).unwrap_or_default().to_lowercase();
    if MARKS.iter().chain(&SENTENCES).any(|mark| start.contains(mark)) {
        return Some(Obstacle::BotWall);
    }
    if facts.has_password {
        return Some(Obstacle::Login);
    }
    let title = facts.title.to_lowercase();
    let is_consent = ["consent", "before you continue", "cookie"].iter().any(|word| title.contains(word));
    is_consent.then_some(Obstacle::Consent)
}

/// Returns what an address asks for to which a request was redirected.
pub(super) fn wall_at(url: &str) -> Option<Obstacle> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).to_ascii_lowercase();
    let (place, _) = rest.split_once(['?', '#']).unwrap_or((&rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    if host.split('.').any(|part| part == "consent") || path.split('/').any(|part| part == "consent") {
        return Some(Obstacle::Consent);
    }
    let is_login = |part: &str| {
        let name = part.split('.').next().unwrap_or_default().replace(['-', '_'], "");
        matches!(
            name.as_str(),
            "login" | "signin" | "logon" | "sso" | "auth" | "oauth" | "oauth2" | "authorize" | "saml"
        )
    };
    let is_host = host.split('.').next().is_some_and(|first| is_login(first) || matches!(first, "accounts" | "id"));
    (is_host || path.split('/').any(is_login)).then_some(Obstacle::Login)
}

/// Returns whether a title is that of a page for unknown addresses.
pub(super) fn is_not_found(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    let phrases = ["page not found", "not found", "page doesn't exist", "page does not exist", "seite nicht gefunden"];
    title.starts_with("404")
        || title.split(['|', '-', '–', '—', '·', ':']).any(|part| {
            let part = part.trim().trim_end_matches(['.', '!']);
            phrases.contains(&part) || part == "404" || part == "404 not found" || part == "error 404"
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::html::html_texts;

    fn found(source: &str) -> Option<Obstacle> {
        let texts = html_texts(source);
        wall(source.as_bytes(), &texts.facts, texts.visible.split_whitespace().count())
    }

    #[test]
    fn headers_of_enforcement_count_and_others_do_not() {
        let is = |name: &str, value: &str| is_enforced(&[(name.to_owned(), value.to_owned())]);
        assert!(is("cf-mitigated", "challenge") && is("x-amzn-waf-action", "captcha") && is("x-datadome", "blocked"));
        assert!(!is("x-datadome", "protected") && !is("cf-ray", "1") && !is("x-vercel-mitigated", "log"));
    }

    #[test]
    fn walls_are_short_pages_that_ask_for_something() {
        assert_eq!(found("<title>Just a moment...</title>"), Some(Obstacle::BotWall));
        assert_eq!(found("<title>Sign in</title><input type=PASSWORD>"), Some(Obstacle::Login));
        assert_eq!(found("<title>Before you continue</title>"), Some(Obstacle::Consent));
        assert_eq!(found("<title>Limits</title><p>Ingestion is limited"), None);
        let long = format!("<title>Bots</title><p>We ask: are you a robot? {}", "word ".repeat(SHORT));
        assert_eq!(found(&long), None, "a page about walls");
    }

    #[test]
    fn addresses_of_log_ins_and_titles_of_unknown_pages_are_known() {
        for (url, expected) in [
            ("https://globex.example/login?next=/limits", Some(Obstacle::Login)),
            ("https://accounts.globex.example/", Some(Obstacle::Login)),
            ("https://globex.example/sign-in.html", Some(Obstacle::Login)),
            ("https://consent.globex.example/m?continue=x", Some(Obstacle::Consent)),
            ("https://globex.example/docs/authorship", None),
            ("https://globex.example/docs?tab=login", None),
        ] {
            assert_eq!(wall_at(url), expected, "{url}");
        }
        for (title, expected) in [
            ("Page not found | Globex", true),
            ("404", true),
            ("Globex – 404 Not Found", true),
            ("What to do when a page is not found", false),
            ("Limits", false),
        ] {
            assert_eq!(is_not_found(title), expected, "{title}");
        }
    }
}
