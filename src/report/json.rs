//! Findings as JSON, whole or one per line; the form is ours, `findings-2.json` beside this file.
//!
//! Lines and columns count from 1, columns in Unicode scalar values, and the end is the place just after the last
//! character. A field that is not known is `null`, never absent.

use super::shown::{Shown, Spot};
use super::{Report, count};
use crate::finding::Severity;
use crate::source::Position;
use chrono::NaiveDate;
use serde::Serialize;

/// The name and version of the schema.
const SCHEMA: &str = "fieldbook/findings/2";

/// Renders one indented document: the header's fields and `findings`.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let findings = shown.iter().map(Row::new).collect();
    write_indented(&Document { header: Header::new(report), findings })
}

/// Renders the header on the first line and each finding on a line of its own.
pub(super) fn render_lines(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let rows = shown.iter().map(|shown| write_line(&Row::new(shown)));
    std::iter::once(write_line(&Header::new(report))).chain(rows).collect()
}

/// Writes `value` as indented JSON with a line end.
pub(super) fn write_indented(value: &impl Serialize) -> String {
    finish(serde_json::to_string_pretty(value))
}

fn write_line(value: &impl Serialize) -> String {
    finish(serde_json::to_string(value))
}

/// Ends the document. Only maps with keys that are no text cannot be written, and there are none; were there one, the
/// reader would see the fault instead of an empty report.
fn finish(written: serde_json::Result<String>) -> String {
    let mut text = written.unwrap_or_else(|fault| serde_json::json!({ "fault": fault.to_string() }).to_string());
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'s> {
    #[serde(flatten)]
    header: Header<'s>,
    findings: Vec<Row<'s>>,
}

#[derive(Serialize)]
struct Header<'s> {
    schema: &'static str,
    tool: Tool<'s>,
    today: NaiveDate,
    entries: usize,
    counts: Counts,
}

#[derive(Serialize)]
struct Tool<'s> {
    name: &'static str,
    version: &'s str,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct Row<'s> {
    rule: &'static str,
    severity: String,
    path: &'s str,
    start: Point,
    end: Point,
    message: &'s str,
    help: &'s str,
    owner: Option<&'s str>,
    fingerprint: &'s str,
    related: Vec<Related<'s>>,
}

#[derive(Serialize)]
struct Related<'s> {
    path: &'s str,
    start: Point,
    end: Point,
    message: &'s str,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

impl<'s> Header<'s> {
    fn new(report: &'s Report<'_>) -> Self {
        let of = |severity| count(report, severity);
        Self {
            schema: SCHEMA,
            tool: Tool { name: "fieldbook", version: report.tool_version },
            today: report.today,
            entries: report.entries_read,
            counts: Counts { error: of(Severity::Error), warning: of(Severity::Warning), info: of(Severity::Info) },
        }
    }
}

impl<'s> Row<'s> {
    fn new(shown: &'s Shown<'_>) -> Self {
        Self {
            rule: shown.rule.id,
            severity: shown.severity.to_string(),
            path: &shown.spot.path,
            start: Point::new(shown.spot.start),
            end: Point::new(shown.spot.end),
            message: &shown.message,
            help: &shown.help,
            owner: shown.owner.as_deref(),
            fingerprint: shown.fingerprint,
            related: shown.related.iter().map(|(spot, words)| Related::new(spot, words)).collect(),
        }
    }
}

impl<'s> Related<'s> {
    fn new(spot: &'s Spot<'_>, message: &'s str) -> Self {
        Self { path: &spot.path, start: Point::new(spot.start), end: Point::new(spot.end), message }
    }
}

impl Point {
    fn new(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}
