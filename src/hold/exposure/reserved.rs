//! Names that are reserved for documents, or that serve documents to everybody.

/// The top-level names that RFC 2606 and RFC 6761 reserve.
const TOP_LEVEL: [&str; 4] = ["example", "test", "invalid", "localhost"];
/// The domains that RFC 2606 reserves.
const DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];
/// Domains below which projects publish documentation and code.
const DOCUMENTATION: [&str; 10] = [
    "readthedocs.io",
    "readthedocs.org",
    "rtfd.io",
    "github.io",
    "gitlab.io",
    "gitbook.io",
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "docs.rs",
];

/// Returns whether `host`, in lower case, is reserved for documents, or shows an example by a label.
pub(super) fn is_reserved(host: &str) -> bool {
    let is_below = |domain: &&str| is_or_below(host, domain);
    let is_example = |label: &str| label.split('-').any(|part| part == "example");
    TOP_LEVEL.iter().any(is_below) || DOMAINS.iter().any(is_below) || host.split('.').any(is_example)
}

/// Returns whether `host`, in lower case, serves documentation or code to everybody.
pub(super) fn is_documentation(host: &str) -> bool {
    DOCUMENTATION.iter().any(|domain| is_or_below(host, domain))
}

fn is_or_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_whole_labels() {
        for host in
            ["example.com", "a.example.org", "acme.example", "x.test", "localhost", "a.invalid", "db-example.local"]
        {
            assert!(is_reserved(host), "{host}");
        }
        for host in ["myexample.com", "latest", "a.contest", "examples.zz"] {
            assert!(!is_reserved(host), "{host}");
        }
        assert!(is_documentation("fieldbook.readthedocs.io") && !is_documentation("readthedocs.io.zz"));
    }
}
