//! Reports: whole outputs, the schemas they obey, and the secrets they keep.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod fixture;
mod gitlab;
mod json;
pub(crate) mod junit;
mod places;
mod sarif;
mod secrets;
mod worst_first;

use fieldbook::finding::Severity;
use fieldbook::report::{Color, Extent, FORMATS};
use fixture::{Fixture, render};
use snapbox::{IntoData, assert_data_eq, file};

/// Declares one test per format that compares the whole output with a file.
macro_rules! outputs {
    ($($name:ident: $format:literal, $fixture:ident, $file:literal;)*) => {$(
        #[test]
        fn $name() {
            let output = render(&Fixture::$fixture().report(), $format);
            assert_data_eq!(output.raw(), file![$file: Text].raw());
        }
    )*};
}

outputs! {
    full: "full", new, "report/full.txt";
    concise: "concise", new, "report/concise.txt";
    json: "json", new, "report/findings.json";
    jsonl: "jsonl", new, "report/findings.jsonl";
    sarif_log: "sarif", new, "report/sarif.json";
    github: "github", new, "report/github.txt";
    gitlab_issues: "gitlab", new, "report/gitlab.json";
    junit_suite: "junit", new, "report/junit.xml";
    markdown: "markdown", new, "report/markdown.md";
    full_when_clean: "full", empty, "report/clean/full.txt";
    concise_when_clean: "concise", empty, "report/clean/concise.txt";
    json_when_clean: "json", empty, "report/clean/findings.json";
    jsonl_when_clean: "jsonl", empty, "report/clean/findings.jsonl";
    sarif_when_clean: "sarif", empty, "report/clean/sarif.json";
    github_when_clean: "github", empty, "report/clean/github.txt";
    gitlab_when_clean: "gitlab", empty, "report/clean/gitlab.json";
    junit_when_clean: "junit", empty, "report/clean/junit.xml";
    markdown_when_clean: "markdown", empty, "report/clean/markdown.md";
    full_when_held: "full", held, "report/held/full.txt";
    concise_when_held: "concise", held, "report/held/concise.txt";
    json_when_held: "json", held, "report/held/findings.json";
    jsonl_when_held: "jsonl", held, "report/held/findings.jsonl";
    sarif_when_held: "sarif", held, "report/held/sarif.json";
    github_when_held: "github", held, "report/held/github.txt";
    gitlab_when_held: "gitlab", held, "report/held/gitlab.json";
    junit_when_held: "junit", held, "report/held/junit.xml";
    markdown_when_held: "markdown", held, "report/held/markdown.md";
}

#[test]
fn colours_change_no_text() {
    let fixture = Fixture::new();
    let mut report = fixture.report();
    let plain = render(&report, "full");
    report.color = Color::Always;
    let coloured = render(&report, "full");
    assert!(coloured.contains("\u{1b}["));
    let stripped = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&coloured, "").into_owned();
    assert_eq!(stripped, plain);
}

#[test]
fn the_words_of_the_command_line_are_the_formats() {
    let table: Vec<_> = FORMATS.iter().map(|format| format!("{}.{}", format.name, format.ending)).collect();
    assert_eq!(
        table.join(" "),
        "full.txt concise.txt json.json jsonl.jsonl sarif.sarif github.txt gitlab.json junit.xml markdown.md"
    );
    for format in &FORMATS {
        let description = format.description;
        assert!(!description.is_empty() && !description.ends_with('.'), "{}: {description}", format.name);
    }
}

#[test]
fn the_guide_lists_the_formats_of_the_table() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).unwrap();
    let rows = FORMATS.iter().map(|format| {
        format!("| `{}` | {} | {} |\n", format.name, format.description, format.verdict.unwrap_or("not included"))
    });
    let table = rows.collect::<Vec<_>>().concat();
    assert!(
        guide.contains(&format!("| format | content | verdict |\n|---|---|---|\n{table}\n")),
        "docs/ci.md has not:\n{table}"
    );
}

#[test]
fn every_format_with_a_place_for_it_contains_the_verdict_and_its_reasons() {
    let (held, clean) = (Fixture::held(), Fixture::empty());
    for format in &FORMATS {
        let (held, clean) = (format.render(&held.report()), format.render(&clean.report()));
        let reasons = ["A cloud access key is in the text; first at content/a.md:3:6", "the id or the page of a"];
        let is_included = reasons.iter().all(|reason| held.contains(reason));
        assert_eq!(is_included, format.verdict.is_some(), "{}: {held}", format.name);
        assert_eq!(held != clean, format.verdict.is_some(), "{}: {held}", format.name);
    }
}

#[test]
fn a_held_build_does_not_fail_the_tests_of_a_report_about_a_part() {
    let mut fixture = Fixture::held();
    assert!(render(&fixture.report(), "junit").contains("tests=\"2\" failures=\"2\" errors=\"0\" skipped=\"0\""));
    fixture.extent = Extent::Part;
    assert!(render(&fixture.report(), "junit").contains("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"2\""));
}

#[test]
fn github_shows_ten_and_says_so() {
    let fixture = Fixture::many(12);
    let output = render(&fixture.report(), "github");
    assert_eq!(output.lines().count(), 11);
    assert!(output.starts_with("::error "), "the worst comes first: {output}");
    let last = output.lines().last().unwrap();
    assert_eq!(
        last,
        "::notice title=fieldbook::4 errors, 4 warnings, 4 infos in 96 entries; the worst 10 are annotated; a build publishes the site"
    );
}

#[test]
fn the_summary_is_one_of_ten_notices() {
    let mut fixture = Fixture::many(33);
    fixture.findings.retain(|finding| finding.severity == Severity::Info);
    let output = render(&fixture.report(), "github");
    assert_eq!(output.lines().filter(|line| line.starts_with("::notice ")).count(), 10);
    assert!(
        output.ends_with("::11 infos in 96 entries; the worst 9 are annotated; a build publishes the site\n"),
        "{output}"
    );
}

#[test]
fn a_step_summary_stays_under_a_mebibyte() {
    let fixture = Fixture::many(20_000);
    let output = render(&fixture.report(), "markdown");
    assert!(output.len() < 1024 * 1024);
    assert!(output.ends_with(" further findings are not listed here.\n"));
}
