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

use fieldbook::finding::Severity;
use fieldbook::report::{Color, Format, render};
use fixture::Fixture;
use snapbox::{IntoData, assert_data_eq, file};

/// Declares one test per format that compares the whole output with a file.
macro_rules! outputs {
    ($($name:ident: $format:ident, $fixture:ident, $file:literal;)*) => {$(
        #[test]
        fn $name() {
            let output = render(&Fixture::$fixture().report(), Format::$format);
            assert_data_eq!(output.raw(), file![$file: Text].raw());
        }
    )*};
}

outputs! {
    full: Full, new, "report/full.txt";
    concise: Concise, new, "report/concise.txt";
    json: Json, new, "report/findings.json";
    jsonl: Jsonl, new, "report/findings.jsonl";
    sarif_log: Sarif, new, "report/sarif.json";
    github: Github, new, "report/github.txt";
    gitlab_issues: Gitlab, new, "report/gitlab.json";
    junit_suite: Junit, new, "report/junit.xml";
    markdown: Markdown, new, "report/markdown.md";
    full_when_clean: Full, empty, "report/clean/full.txt";
    concise_when_clean: Concise, empty, "report/clean/concise.txt";
    json_when_clean: Json, empty, "report/clean/findings.json";
    jsonl_when_clean: Jsonl, empty, "report/clean/findings.jsonl";
    sarif_when_clean: Sarif, empty, "report/clean/sarif.json";
    github_when_clean: Github, empty, "report/clean/github.txt";
    gitlab_when_clean: Gitlab, empty, "report/clean/gitlab.json";
    junit_when_clean: Junit, empty, "report/clean/junit.xml";
    markdown_when_clean: Markdown, empty, "report/clean/markdown.md";
}

#[test]
fn colours_change_no_text() {
    let fixture = Fixture::new();
    let mut report = fixture.report();
    let plain = render(&report, Format::Full);
    report.color = Color::Always;
    let coloured = render(&report, Format::Full);
    assert!(coloured.contains("\u{1b}["));
    let stripped = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&coloured, "").into_owned();
    assert_eq!(stripped, plain);
}

#[test]
fn the_words_of_the_command_line_are_the_formats() {
    use fieldbook::values::Choice;
    let words: Vec<_> = Format::WORDS.iter().map(|(word, _)| *word).collect();
    assert_eq!(words.join(" "), "full concise json jsonl sarif github gitlab junit markdown");
    assert!(Format::WORDS.is_sorted_by_key(|(_, format)| *format));
}

#[test]
fn github_shows_ten_and_says_so() {
    let fixture = Fixture::many(12);
    let output = render(&fixture.report(), Format::Github);
    assert_eq!(output.lines().count(), 11);
    assert!(output.starts_with("::error "), "the worst comes first: {output}");
    let last = output.lines().last().unwrap();
    assert_eq!(
        last,
        "::notice title=fieldbook::4 errors, 4 warnings, 4 infos in 96 entries; the worst 10 are annotated"
    );
}

#[test]
fn the_summary_is_one_of_ten_notices() {
    let mut fixture = Fixture::many(33);
    fixture.findings.retain(|finding| finding.severity == Severity::Info);
    let output = render(&fixture.report(), Format::Github);
    assert_eq!(output.lines().filter(|line| line.starts_with("::notice ")).count(), 10);
    assert!(output.ends_with("::11 infos in 96 entries; the worst 9 are annotated\n"), "{output}");
}

#[test]
fn a_step_summary_stays_under_a_mebibyte() {
    let fixture = Fixture::many(20_000);
    let output = render(&fixture.report(), Format::Markdown);
    assert!(output.len() < 1024 * 1024);
    assert!(output.ends_with(" further findings are not listed here.\n"));
}
