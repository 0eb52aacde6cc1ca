//! GitLab Code Quality: the fields and words that GitLab's documentation wants (November 2026).

use super::fixture::{Fixture, render};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn issues_have_the_form() {
    let mut fixture = Fixture::new();
    let issues = parse(&render(&fixture.report(), "gitlab"));
    assert_eq!(faults(&issues), Vec::<String>::new());
    // Even a caller's own repetitions come out apart.
    fixture.fingerprints.fill("same".to_owned());
    assert_eq!(faults(&parse(&render(&fixture.report(), "gitlab"))), Vec::<String>::new());
}

#[test]
fn the_form_can_be_missed() {
    let output = render(&Fixture::new().report(), "gitlab");
    for (right, wrong) in [
        ("\"minor\"", "\"warning\""),
        ("\"description\"", "\"message\""),
        ("\"check_name\"", "\"check\""),
        ("\"content/battlecards", "\"./content/battlecards"),
        ("\"begin\": 6", "\"begin\": \"6\""),
    ] {
        assert!(output.contains(right), "{right}");
        assert_ne!(faults(&parse(&output.replace(right, wrong))), Vec::<String>::new(), "{wrong}");
    }
    let mut issues = parse(&output);
    let first = issues[0].clone();
    issues.push(first);
    assert_eq!(faults(&issues).len(), 1, "a fingerprint occurs twice");
}

fn parse(output: &str) -> Vec<Value> {
    serde_json::from_str(output).unwrap()
}

fn faults(issues: &[Value]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fingerprints = BTreeSet::new();
    for issue in issues {
        for field in ["description", "check_name", "fingerprint", "severity"] {
            if issue[field].as_str().is_none_or(str::is_empty) {
                faults.push(format!("no {field}: {issue}"));
            }
        }
        if !fingerprints.insert(issue["fingerprint"].to_string()) {
            faults.push(format!("twice: {}", issue["fingerprint"]));
        }
        if !["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap_or_default())
        {
            faults.push(format!("severity {}", issue["severity"]));
        }
        let path = issue["location"]["path"].as_str().unwrap_or("/");
        if path.starts_with(['/', '.']) {
            faults.push(format!("path {path}"));
        }
        if issue["location"]["lines"]["begin"].as_u64().is_none_or(|line| line == 0) {
            faults.push(format!("no line: {issue}"));
        }
    }
    faults
}
