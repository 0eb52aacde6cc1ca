//! GitLab Code Quality.
//!
//! An array of issues with `description`, `check_name`, `fingerprint`, `severity` and `location`, from "Code Quality
//! report format" in GitLab's documentation (as of November 2026). Paths are relative without a leading `./`, and no
//! two issues share a fingerprint.

use super::contents::Report;
use super::json;
use super::shown::Shown;
use crate::finding::Severity;
use serde::Serialize;
use std::collections::BTreeMap;

/// Renders every finding in its order.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let mut seen = BTreeMap::<&str, usize>::new();
    let issues = shown.iter().map(|shown| {
        let times = seen.entry(shown.fingerprint).or_default();
        *times += 1;
        Issue::new(shown, *times, report.prefix)
    });
    json::write_indented(&issues.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Issue<'s> {
    description: &'s str,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl<'s> Issue<'s> {
    /// Makes the issue of the finding that is the `times`-th with its fingerprint.
    fn new(shown: &'s Shown<'_>, times: usize, prefix: &str) -> Self {
        let fingerprint = match times {
            1 => shown.fingerprint.to_owned(),
            _ => format!("{}-{times}", shown.fingerprint),
        };
        Self {
            description: &shown.message,
            check_name: shown.rule.id,
            fingerprint,
            severity: severity(shown),
            location: Location {
                path: format!("{prefix}{}", shown.place.path),
                lines: Lines { begin: shown.place.start.line },
            },
        }
    }
}

/// Returns GitLab's word; what must never be published blocks.
fn severity(shown: &Shown<'_>) -> &'static str {
    match shown.severity {
        Severity::Error if shown.rule.has_floor() => "blocker",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
