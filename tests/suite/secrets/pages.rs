//! What the pages of the rules about secrets and exposure name, and the severities of exposure.
//!
//! No page holds a credential: an example that must fail writes `{{planted:name}}`, which becomes one when it runs.

use super::draw::drawn;
use crate::literal_site::LiteralSite;
use fieldbook::finding::{Finding, Severity};
use fieldbook::rules::exposure::check_entry;
use fieldbook::rules::secrets::check_file;

/// Returns the sample that an example calls `name`.
fn planted(name: &str) -> String {
    match name {
        "aws-key" => drawn("AKIA«t 16»", 1),
        "aws-placeholder" => drawn("AKIA«t 9»EXAMPLE", 1),
        "github-token" => drawn("ghp_«A 36»", 1),
        "password" => drawn("«A 14»", 1),
        _ => panic!("no planted sample is called {name}"),
    }
}

/// Replaces every `{{planted:name}}` of `text` by a sample that is put together now.
pub(crate) fn expand_planted(text: &str) -> String {
    let mut parts = text.split("{{planted:");
    let mut expanded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").expect("a planted sample ends with }}");
        expanded += &planted(name);
        expanded += rest;
    }
    expanded
}

/// Returns everything found in one example, a Markdown file.
fn run(example: &str) -> Vec<Finding> {
    let site = LiteralSite::read(&[("content/pages/upload.md", expand_planted(example))]);
    let entries = site.library.entries();
    assert!(!entries.is_empty(), "an example is an entry");
    let exposed = entries.iter().flat_map(|entry| check_entry(entry, &site.settings));
    site.sources.iter().flat_map(check_file).chain(exposed).collect()
}

#[test]
fn exposure_is_an_error_outside_and_a_warning_inside() {
    let severity = |audience: &str| {
        let text = format!("---\ntitle: T\naudience: {audience}\n---\nping 10.20.30.40\n");
        run(&text).iter().map(|finding| (finding.rule.id, finding.severity)).collect::<Vec<_>>()
    };
    assert_eq!(severity("customer"), [("exposure/private-address", Severity::Error)]);
    assert_eq!(severity("internal"), [("exposure/private-address", Severity::Warning)]);
}

#[test]
fn samples_are_planted_where_they_are_named() {
    let text = expand_planted("a {{planted:aws-key}} b {{ value }} {{planted:github-token}}.");
    assert!(text.starts_with("a AKIA") && text.contains(" b {{ value }} ghp_") && text.ends_with('.'));
}
