//! Findings as people and machines read them: text, JSON, SARIF and what continuous-integration services accept.
//!
//! In go sorted findings with their fingerprints; out comes one string per format. Every format reads the findings
//! through `shown`, which takes secrets out first, so that no format can print one. Knows neither which rules there
//! are nor where a report goes, and makes no decision about exit codes.

mod concise;
mod diff;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod sarif;
mod shown;

use crate::finding::{Finding, Place, Rule, Severity};
use crate::values::Choice;
use chrono::NaiveDate;
use shown::Shown;

pub use diff::unified;

/// The JSON Schema (draft 2020-12) of [`Format::Json`], `fieldbook/findings/2`.
pub const FINDINGS_SCHEMA: &str = include_str!("findings-2.json");

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Format {
    /// For people: source lines, related places and fixes.
    #[default]
    Full,
    /// One line per finding.
    Concise,
    /// One JSON document, `fieldbook/findings/2`.
    Json,
    /// The same, one finding per line after a header line.
    Jsonl,
    /// SARIF 2.1.0 as GitHub code scanning reads it.
    Sarif,
    /// Workflow commands that GitHub Actions turns into annotations.
    Github,
    /// GitLab Code Quality.
    Gitlab,
    /// `JUnit` XML.
    Junit,
    /// A table for the step summary of GitHub Actions.
    Markdown,
}

impl Choice for Format {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("full", Self::Full),
        ("concise", Self::Concise),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("markdown", Self::Markdown),
    ];
}

/// Whether text carries terminal colours; only [`Format::Full`] ever does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// ANSI escape sequences.
    Always,
}

/// Everything a report says.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What was found, in the order of [`Finding::order`].
    pub findings: &'a [Finding],
    /// The fingerprint of each finding, in the same order.
    pub fingerprints: &'a [String],
    /// Places of secrets that are not among the findings, such as allowed ones and those in the baseline; their lines
    /// and texts are kept out of the report all the same.
    pub secrets: &'a [Place],
    /// Every rule that ran, for formats that describe rules.
    pub rules: &'a [&'static Rule],
    /// The version of fieldbook.
    pub tool_version: &'a str,
    /// The day for which the findings were judged.
    pub today: NaiveDate,
    /// Whether text is coloured.
    pub color: Color,
    /// How many entries were read.
    pub entries_read: usize,
    /// What stands before every path in formats that a forge reads: the site's folder from the top of the repository, with
    /// a `/` at the end; empty at the top.
    pub prefix: &'a str,
}

/// Renders `report` as `format`; the text ends with a line end unless it is empty.
pub fn render(report: &Report<'_>, format: Format) -> String {
    let shown = shown::show(report);
    match format {
        Format::Full => full::render(report, &shown),
        Format::Concise => concise::render(&shown),
        Format::Json => json::render(report, &shown),
        Format::Jsonl => json::render_lines(report, &shown),
        Format::Sarif => sarif::render(report, &shown),
        Format::Github => github::render(report, &shown),
        Format::Gitlab => gitlab::render(report, &shown),
        Format::Junit => junit::render(report, &shown),
        Format::Markdown => markdown::render(report, &shown),
    }
}

/// Says how many findings of each severity there are, such as `2 errors, 1 warning in 96 entries`.
fn summary(report: &Report<'_>) -> String {
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
    let counts = counts.map(|(severity, word)| (count(report, severity), word));
    let counts: Vec<_> = counts.iter().filter(|(count, _)| *count > 0).map(|(n, word)| plural(*n, word)).collect();
    let found = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    match report.entries_read {
        1 => format!("{found} in 1 entry"),
        entries => format!("{found} in {entries} entries"),
    }
}

fn count(report: &Report<'_>, severity: Severity) -> usize {
    report.findings.iter().filter(|finding| finding.severity == severity).count()
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Returns the findings with the gravest first, each severity in the order of places.
fn worst_first<'s, 'a>(shown: &'s [Shown<'a>]) -> Vec<&'s Shown<'a>> {
    let mut worst: Vec<_> = shown.iter().collect();
    worst.sort_by_key(|shown| std::cmp::Reverse(shown.severity));
    worst
}
