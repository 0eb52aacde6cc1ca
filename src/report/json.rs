//! Findings as JSON, whole or one per line; the form is ours, `findings-3.json` beside this file.
//!
//! Lines and columns count from 1, columns in Unicode scalar values, and the end is the place just after the last
//! character. A field that is not known is `null`, never absent.

use super::contents::{Read, Report};
use super::shown::Shown;
use super::verdict::Verdict;
use crate::finding::Severity;
use crate::freshness::{ClaimCounts, ClaimsChange};
use crate::settled::{Exposure, SettledPlace};
use crate::source::Position;
use chrono::NaiveDate;
use serde::Serialize;

/// The JSON Schema (draft 2020-12) of this format, `fieldbook/findings/3`.
pub const FINDINGS_SCHEMA: &str = include_str!("findings-3.json");

/// The name and version of the schema.
const SCHEMA: &str = "fieldbook/findings/3";

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

pub(super) fn write_line(value: &impl Serialize) -> String {
    finish(serde_json::to_string(value))
}

/// Ends the document. Only a map whose keys are not strings cannot be written, and there is none; if there were, the
/// reader would see the error instead of an empty report.
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
    demonstration: Option<NaiveDate>,
    entries: Option<usize>,
    files: Option<usize>,
    counts: Counts,
    claims: Option<Claims>,
    publish: Verdict<'s>,
}

#[derive(Serialize)]
pub(super) struct Tool<'s> {
    pub(super) name: &'static str,
    pub(super) version: &'s str,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
}

/// How many claims there are by state, and what a change did to their number.
#[derive(Serialize)]
struct Claims {
    total: usize,
    dated: usize,
    current: usize,
    check_soon: usize,
    stale: usize,
    not_proven: usize,
    change: Option<ClaimsDelta>,
}

#[derive(Serialize)]
struct ClaimsDelta {
    claims: i64,
    dated: i64,
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
    fixable: bool,
    owner: Option<&'s str>,
    decision: bool,
    fingerprint: &'s str,
    count: Option<u64>,
    commit: Option<&'s str>,
    exposure: Option<Exposed<'s>>,
    related: Vec<Related<'s>>,
}

#[derive(Serialize)]
struct Related<'s> {
    path: &'s str,
    start: Point,
    end: Point,
    message: &'s str,
}

/// The open opportunities that a finding affects.
#[derive(Serialize)]
struct Exposed<'s> {
    opportunities: usize,
    amounts: Vec<Amount<'s>>,
}

#[derive(Serialize)]
pub(super) struct Amount<'s> {
    pub(super) currency: Option<&'s str>,
    pub(super) amount: u64,
}

#[derive(Serialize)]
pub(super) struct Point {
    line: u32,
    column: u32,
}

impl<'s> Header<'s> {
    fn new(report: &'s Report<'_>) -> Self {
        let of = |severity| report.count(severity);
        let (entries, files) = match report.read {
            Read::Entries(entries) => (Some(entries), None),
            Read::Files(files) => (None, Some(files)),
            Read::Questions(_) => (None, None),
        };
        Self {
            schema: SCHEMA,
            tool: Tool { name: "fieldbook", version: report.tool_version },
            today: report.today,
            demonstration: report.demonstration.map(|demonstration| demonstration.as_of.value),
            entries,
            files,
            counts: Counts { error: of(Severity::Error), warning: of(Severity::Warning), info: of(Severity::Info) },
            claims: report.claims.map(|counts| Claims::new(&counts, report.claims_change)),
            publish: Verdict::new(report.publish),
        }
    }
}

impl Claims {
    fn new(counts: &ClaimCounts, change: Option<ClaimsChange>) -> Self {
        let ClaimCounts { claims, dated, current, check_soon, stale, not_proven } = *counts;
        let change = change.map(|ClaimsChange { claims, dated }| ClaimsDelta { claims, dated });
        Self { total: claims, dated, current, check_soon, stale, not_proven, change }
    }
}

impl<'s> Row<'s> {
    fn new(shown: &'s Shown<'_>) -> Self {
        Self {
            rule: shown.rule.id,
            severity: shown.severity.to_string(),
            path: &shown.place.path,
            start: Point::new(shown.place.start),
            end: Point::new(shown.place.end),
            message: &shown.fault,
            help: &shown.help,
            fixable: shown.is_fixable,
            owner: shown.owner.as_deref(),
            decision: shown.finding.is_decision,
            fingerprint: shown.fingerprint,
            count: shown.finding.count,
            commit: shown.finding.commit.as_deref(),
            exposure: shown.finding.exposure.as_ref().map(Exposed::new),
            related: shown.related.iter().map(|(place, words)| Related::new(place, words)).collect(),
        }
    }
}

impl<'s> Related<'s> {
    fn new(place: &'s SettledPlace, message: &'s str) -> Self {
        Self { path: &place.path, start: Point::new(place.start), end: Point::new(place.end), message }
    }
}

impl<'s> Exposed<'s> {
    fn new(exposure: &'s Exposure) -> Self {
        let amounts = exposure.sums.iter();
        let amounts = amounts.map(|sum| Amount { currency: sum.currency.as_deref(), amount: sum.amount });
        Self { opportunities: exposure.opportunities, amounts: amounts.collect() }
    }
}

impl Point {
    pub(super) fn new(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}
