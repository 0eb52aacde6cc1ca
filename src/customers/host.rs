//! The domain in an address as people and other systems write it.

/// Providers of mailboxes for everybody: an address with one of them does not say whose it is.
const MAIL_PROVIDERS: [&str; 12] = [
    "aol.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "web.de",
    "yahoo.com",
];

/// Returns the domain in `text`, a web address, an e-mail address or a domain, in lower case without `www.`; `None` if it has
/// none, or that of a provider of mailboxes.
pub(super) fn host(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let address = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut labels = host.split('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|symbol| symbol.is_alphanumeric() || symbol == '-');
    let is_domain = host.contains('.') && labels.all(is_label);
    // A legal form such as `Inc.` has no letters after its dot, and a number none at all.
    let has_top = host.rsplit('.').next().is_some_and(|top| top.chars().filter(|one| one.is_alphabetic()).count() > 1);
    (is_domain && has_top && !MAIL_PROVIDERS.contains(&host)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_domain_is_found_in_every_form_of_address() {
        for text in [
            "hooli.example",
            "WWW.Hooli.example.",
            "https://hooli.example/a.b?c=d@e.example",
            "http://ann:x@hooli.example:8080/",
            "ann@hooli.example",
        ] {
            assert_eq!(host(text).as_deref(), Some("hooli.example"), "{text}");
        }
        for text in ["", "Hooli", "Hooli Inc.", "Hooli. GmbH", "localhost", "10.0.0.1", "a..b", "ann@gmail.com", "v1.5"]
        {
            assert_eq!(host(text), None, "{text}");
        }
    }
}
