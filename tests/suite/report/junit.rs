//! `JUnit` XML against the schema of Windy Road Technology.

pub(crate) mod xml;
mod xsd;

use super::fixture::{Fixture, STALE_CLAIM, place, render};
use fieldbook::finding::Finding;
use fieldbook::source::SourceFile;
use proptest::prelude::*;
use std::sync::LazyLock;

static SCHEMA: LazyLock<xml::Element> = LazyLock::new(|| xml::parse(include_str!("../../schemas/junit.xsd")).unwrap());

fn faults(document: &str) -> Vec<String> {
    xsd::faults(&SCHEMA, &xml::parse(document).unwrap())
}

fn suites(fixture: &Fixture) -> String {
    render(&fixture.report(), "junit")
}

#[test]
fn suites_obey_the_schema() {
    for fixture in [Fixture::new(), Fixture::empty(), Fixture::many(7)] {
        assert_eq!(faults(&suites(&fixture)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_can_be_missed() {
    let right = suites(&Fixture::new());
    for (from, to) in [
        ("<testsuites>", "<testsuites name=\"x\">"),
        (" hostname=\"localhost\"", ""),
        ("T00:00:00\"", "\""),
        ("tests=\"7\"", "tests=\"seven\""),
        (" time=\"0\">\n    <prop", " time=\"fast\">\n    <prop"),
        ("    <system-err></system-err>\n", ""),
        ("<system-out>", "<system-out><b/>"),
        ("<properties>", "<properties>text"),
        ("name=\"version\"", "name=\"\""),
        (" type=\"freshness/stale-claim\"", ""),
        ("<skipped message", "<ignored/><skipped message"),
        ("classname=", "class="),
    ] {
        assert!(right.contains(from), "{from}");
        assert_ne!(faults(&right.replacen(from, to, 1)), Vec::<String>::new(), "{from} -> {to}");
    }
}

#[test]
fn counts_are_those_of_the_cases() {
    let suites = suites(&Fixture::new());
    let document = xml::parse(&suites).unwrap();
    let suite = &document.children[0];
    let cases: Vec<_> = suite.children.iter().filter(|child| child.name == "testcase").collect();
    let with = |name| cases.iter().filter(|case| case.children.iter().any(|child| child.name == name)).count();
    assert_eq!(suite.attributes["tests"], cases.len().to_string());
    assert_eq!(suite.attributes["failures"], with("failure").to_string());
    assert_eq!(suite.attributes["skipped"], with("skipped").to_string());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_a_valid_suite(message in "(?s).{0,40}", path in "(?s).{1,20}") {
        let file = SourceFile::new(&path, "text".to_owned());
        let fixture = Fixture::of(vec![Finding::new(&STALE_CLAIM, place(&file, "text"), message)], 1);
        let suites = suites(&fixture);
        prop_assert_eq!(faults(&suites), Vec::<String>::new());
        let is_legal = |character: char| !matches!(character, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        prop_assert!(suites.chars().all(is_legal));
    }
}
