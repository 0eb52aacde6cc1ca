//! The pages of the rules about secrets and exposure, run as tests.
//!
//! No page holds a credential: an example that must fail writes `{{planted:name}}`, which becomes one when it runs.

use super::drawn;
use crate::literal_site::LiteralSite;
use fieldbook::finding::{Finding, Rule, Severity};
use fieldbook::rules::exposure::{self, check_entry};
use fieldbook::rules::secrets::{LEAKED_CREDENTIAL, PLACEHOLDER, check_file};

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

fn examples<'p>(page: &'p str, heading: &str) -> Vec<&'p str> {
    let section =
        page.split("\n## ").find_map(|section| section.strip_prefix(heading)).expect("a page has both sections");
    section
        .split("```fieldbook ")
        .skip(1)
        .map(|fence| &fence[fence.find('\n').expect("a line") + 1..fence.rfind("```").expect("an end")])
        .collect()
}

#[test]
fn pages_fail_and_pass_as_they_say() {
    let rules: [&Rule; 5] =
        [&LEAKED_CREDENTIAL, &PLACEHOLDER, &exposure::INTERNAL_HOST, &exposure::PRIVATE_ADDRESS, &exposure::ADMIN_URL];
    for rule in rules {
        let fires = |example: &str| run(example).iter().any(|finding| finding.rule.id == rule.id);
        let (failing, passing) = (examples(rule.page, "Fails"), examples(rule.page, "Passes"));
        assert!(!failing.is_empty() && !passing.is_empty(), "{}", rule.id);
        assert!(failing.into_iter().all(fires), "{} does not fire", rule.id);
        assert!(!passing.into_iter().any(fires), "{} fires", rule.id);
    }
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
