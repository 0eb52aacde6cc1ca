//! SARIF against the official schema and the limits of GitHub code scanning.

use super::fixture::{Fixture, render};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../schemas/sarif-2.1.0.json");

fn faults(log: &Value) -> Vec<String> {
    let schema = serde_json::from_str(SCHEMA).unwrap();
    // The schema is of draft 4, which does not know the format that it asks of artifact locations.
    let options = jsonschema::options().should_validate_formats(true).with_format("uri-reference", is_uri_reference);
    options.build(&schema).unwrap().iter_errors(log).map(|fault| fault.to_string()).collect()
}

/// Whether `text` has only characters that RFC 3986 allows in a reference, and no colon that would begin a scheme.
fn is_uri_reference(text: &str) -> bool {
    let is_plain = |text: &str| {
        text.chars().all(|character| "-._~/?#[]@!$&'()*+,;=".contains(character) || character.is_ascii_alphanumeric())
    };
    let mut parts = text.split('%');
    let is_escaped = |part: &str| {
        part.split_at_checked(2).is_some_and(|(hex, rest)| u8::from_str_radix(hex, 16).is_ok() && is_plain(rest))
    };
    parts.next().is_some_and(is_plain) && parts.all(is_escaped)
}

fn log(fixture: &Fixture) -> Value {
    serde_json::from_str(&render(&fixture.report(), "sarif")).unwrap()
}

#[test]
fn logs_obey_the_schema() {
    for fixture in [Fixture::new(), Fixture::empty(), Fixture::many(7)] {
        assert_eq!(faults(&log(&fixture)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_can_be_missed() {
    let right = log(&Fixture::new());
    for (pointer, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/ruleId", json!(1)),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/tool/driver", json!({})),
    ] {
        let mut log = right.clone();
        *log.pointer_mut(pointer).unwrap() = wrong;
        assert_ne!(faults(&log), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn rule_indices_point_at_their_rules() {
    let log = log(&Fixture::new());
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        if let Some(index) = result["ruleIndex"].as_u64() {
            assert_eq!(run["tool"]["driver"]["rules"][usize::try_from(index).unwrap()]["id"], result["ruleId"]);
        }
    }
}

#[test]
fn the_worst_five_thousand_stay_and_the_cut_is_said() {
    let log = log(&Fixture::many(9_000));
    let run = &log["runs"][0];
    let levels: Vec<_> = run["results"].as_array().unwrap().iter().map(|result| result["level"].as_str()).collect();
    assert_eq!(levels.len(), 5_000);
    assert_eq!(levels.iter().filter(|level| **level == Some("error")).count(), 3_000);
    assert_eq!(levels.iter().filter(|level| **level == Some("warning")).count(), 2_000);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        notification["message"]["text"],
        "5000 of 9000 findings are listed, the worst first; `--format json` lists all"
    );
    assert_eq!(faults(&log), Vec::<String>::new());
}
