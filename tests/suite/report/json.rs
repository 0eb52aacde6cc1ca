//! JSON and JSON Lines against the schema that `fieldbook schema` prints.

use super::fixture::{Fixture, render};
use fieldbook::report::FINDINGS_SCHEMA;
use serde_json::{Value, json};

fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema).unwrap();
    validator.iter_errors(document).map(|fault| fault.to_string()).collect()
}

fn schema() -> Value {
    serde_json::from_str(FINDINGS_SCHEMA).unwrap()
}

fn document(fixture: &Fixture) -> Value {
    serde_json::from_str(&render(&fixture.report(), "json")).unwrap()
}

#[test]
fn documents_obey_the_schema() {
    for fixture in [Fixture::new(), Fixture::empty(), Fixture::many(7)] {
        assert_eq!(faults(&schema(), &document(&fixture)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_can_be_missed() {
    let right = document(&Fixture::new());
    for (pointer, wrong) in [
        ("/schema", json!("fieldbook/findings/1")),
        ("/today", json!("21 November")),
        ("/counts", json!({ "error": 1 })),
        ("/findings/0/severity", json!("note")),
        ("/findings/0/start/line", json!(0)),
        ("/findings/0/owner", json!(1)),
        ("/findings/3/related/0", json!({})),
    ] {
        let mut document = right.clone();
        *document.pointer_mut(pointer).unwrap() = wrong;
        assert_ne!(faults(&schema(), &document), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn lines_are_the_document_taken_apart() {
    let fixture = Fixture::new();
    let lines = render(&fixture.report(), "jsonl");
    let mut lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut whole = lines.next().unwrap();
    whole["findings"] = lines.collect();
    assert_eq!(whole, document(&fixture));
}

#[test]
fn documents_begin_with_their_schema() {
    let report = Fixture::new();
    assert!(render(&report.report(), "json").starts_with("{\n  \"schema\": \"fieldbook/findings/3\","));
    assert!(render(&report.report(), "jsonl").starts_with("{\"schema\":\"fieldbook/findings/3\","));
}
