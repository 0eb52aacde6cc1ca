//! The formats of a report: one table that the command line, its completions, the documentation and the tests read.

use super::contents::Report;
use super::due_report::DueReport;
use super::shown::{self, Shown};
use super::{concise, due_json, due_markdown, due_text, full, github, gitlab, json, junit, markdown, sarif};

/// One format of a report.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual ending of files that hold it, without the dot.
    pub ending: &'static str,
    /// What it is and who reads it, in a few words without a full stop.
    pub description: &'static str,
    /// Where it contains whether a build would publish the site, and why not; `None` if it has no place for it.
    pub verdict: Option<&'static str>,
    render: fn(&Report<'_>, &[Shown<'_>]) -> String,
    /// Renders what is due; `None` if the format has no place for it.
    render_due: Option<fn(&DueReport<'_>) -> String>,
}

/// Every format, the default first. A new one adds its file, its `mod` line and a line here.
pub static FORMATS: [Format; 9] = [
    Format::FULL,
    Format::CONCISE,
    Format {
        name: "json",
        ending: "json",
        description: "one JSON document, fieldbook/findings/3",
        verdict: Some("`publish`"),
        render: json::render,
        render_due: Some(due_json::render),
    },
    Format {
        name: "jsonl",
        ending: "jsonl",
        description: "the same as one header line and one line per finding",
        verdict: Some("`publish` in the first line"),
        render: json::render_lines,
        render_due: None,
    },
    Format {
        name: "sarif",
        ending: "sarif",
        description: "SARIF 2.1.0, for GitHub code scanning",
        verdict: Some("`properties.publish` of the run, and a notification for each reason"),
        render: sarif::render,
        render_due: None,
    },
    Format {
        name: "github",
        ending: "txt",
        description: "annotations of GitHub Actions: the worst ten and a summary",
        verdict: Some("the notice with the summary"),
        render: github::render,
        render_due: None,
    },
    Format {
        name: "gitlab",
        ending: "json",
        description: "GitLab Code Quality",
        verdict: None,
        render: gitlab::render,
        render_due: None,
    },
    Format {
        name: "junit",
        ending: "xml",
        description: "JUnit XML, for Jenkins, GitLab and Azure; warnings are skipped tests",
        verdict: Some("the property `publish`, and a test case for each reason"),
        render: junit::render,
        render_due: None,
    },
    Format {
        name: "markdown",
        ending: "md",
        description: "a table for the step summary of GitHub Actions",
        verdict: Some("the heading and the list below it"),
        render: markdown::render,
        render_due: Some(due_markdown::render),
    },
];

impl Format {
    /// The format that is used unless another is named.
    pub const FULL: Self = Self {
        name: "full",
        ending: "txt",
        description: "source lines, related places and fixes, for people",
        verdict: Some("the last lines"),
        render: full::render,
        render_due: Some(due_text::render),
    };
    /// One line per finding.
    pub const CONCISE: Self = Self {
        name: "concise",
        ending: "txt",
        description: "one line per finding, for editors and grep",
        verdict: None,
        render: concise::render,
        render_due: Some(due_text::render_lines),
    };

    /// Returns the format with this name.
    pub fn find(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).copied()
    }

    /// Returns the names of the formats that a list of what is due has.
    pub fn of_due() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().filter(|format| format.render_due.is_some()).map(|format| format.name)
    }

    /// Renders what is due; `None` if the format has no place for it.
    pub fn render_due(&self, report: &DueReport<'_>) -> Option<String> {
        self.render_due.map(|render| render(report))
    }

    /// Renders `report`; the text ends with a line end unless it is empty.
    pub fn render(&self, report: &Report<'_>) -> String {
        (self.render)(report, &shown::show(report))
    }
}

/// Formats are equal if their names are.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
