//! What went where, for people and for programs.

use super::construct::Construct;
use super::construct_report::constructs_as_text;
use super::import::{Import, Row};
use super::origin_change::{OriginChange, OriginReport};
use super::origin_report::{changes_as_text, proposals_as_sums};
use super::plural::plural;
use super::proposal::Proposal;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name and version of the JSON report.
pub const SCHEMA: &str = "fieldbook/import-report/2";

/// The JSON Schema of the report.
pub const IMPORT_REPORT_SCHEMA: &str = include_str!("import-report-2.json");

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    into: &'a str,
    dry_run: bool,
    written: usize,
    left_out: usize,
    files: Vec<File<'a>>,
    constructs: Vec<Piece<'a>>,
    proposals: Vec<Proposed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Since<'a>>,
}

#[derive(Serialize)]
struct Proposed<'a> {
    source: &'a str,
    kind: &'static str,
    reason: &'a str,
}

impl<'a> Proposed<'a> {
    fn new(proposal: &'a Proposal) -> Self {
        let Proposal { source, kind, reason } = proposal;
        Proposed { source, kind: kind.facts().word, reason }
    }
}

#[derive(Serialize)]
struct Since<'a> {
    name: &'a str,
    unchanged: usize,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    source: &'a str,
    at_origin: &'static str,
    here: &'static str,
    written: bool,
    lines: &'a [String],
}

impl<'a> Since<'a> {
    fn new(report: &'a OriginReport) -> Self {
        let change = |change: &'a OriginChange| {
            let OriginChange { source, at_origin, here, is_written, lines } = change;
            Change { source, at_origin: at_origin.word(), here: here.word(), written: *is_written, lines }
        };
        let changes = report.changes.iter().map(change).collect();
        Since { name: &report.name, unchanged: report.unchanged, changes }
    }
}

#[derive(Serialize)]
struct Piece<'a> {
    name: &'a str,
    fate: &'static str,
    source: &'a str,
    place: &'a str,
    note: &'a str,
}

impl<'a> Piece<'a> {
    fn new(construct: &'a Construct) -> Self {
        let Construct { name, fate, source, place, note } = construct;
        Piece { name, fate: fate.word(), source, place, note }
    }
}

#[derive(Serialize)]
struct File<'a> {
    source: &'a str,
    target: Option<&'a str>,
    what: &'a str,
    notes: &'a [String],
}

impl<'a> File<'a> {
    fn new(row: &'a Row) -> Self {
        let Row { source, target, what, notes } = row;
        File { source, target: target.as_deref(), what, notes }
    }
}

/// Whether the files of an import are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportMode {
    /// They are written.
    Write,
    /// They are only reported.
    DryRun,
}

/// Renders the report as JSON; targets are paths below `into`, which is where the files went or would go.
///
/// # Errors
/// None that texts and numbers can cause; the type is that of the JSON writer.
pub fn as_json(import: &Import, into: &str, mode: ImportMode) -> serde_json::Result<String> {
    let document = Document {
        schema: SCHEMA,
        into,
        dry_run: mode == ImportMode::DryRun,
        written: if mode == ImportMode::DryRun { 0 } else { written(import) },
        left_out: import.rows.iter().filter(|row| row.target.is_none()).count(),
        files: import.rows.iter().map(File::new).collect(),
        constructs: import.constructs.iter().map(Piece::new).collect(),
        proposals: import.proposals.iter().map(Proposed::new).collect(),
        origin: import.changes.as_ref().map(Since::new),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

/// Renders the report as a table: one line for each file that was left out, changed or has notes, what became of
/// the pieces of documents, and sums.
pub fn as_text(import: &Import, into: &str) -> String {
    let mut text = String::new();
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    let is_listed = |row: &&Row| row.target.is_none() || !row.notes.is_empty() || !is_summed(&row.what);
    let width = import.rows.iter().filter(is_listed).map(|row| row.source.chars().count()).max().unwrap_or(0).min(60);
    for row in &import.rows {
        let target = row.target.as_ref().map_or("left out".to_owned(), |target| format!("{into}/{target}"));
        if is_listed(&row) {
            let notes = if row.notes.is_empty() { String::new() } else { format!("; {}", row.notes.join("; ")) };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:<width$}  {target}  {}{notes}", row.source, row.what);
        } else {
            *sums.entry(&row.what).or_default() += 1;
        }
    }
    text.push_str(&constructs_as_text(&import.constructs));
    text.push_str(&proposals_as_sums(&import.proposals));
    if let Some(report) = &import.changes {
        text.push_str(&changes_as_text(report));
    }
    for (what, count) in sums {
        let state = if what.ends_with(" copied") { " unchanged" } else { "" };
        let _ = writeln!(text, "{}{state}: {what}", plural(count, "file"));
    }
    let left_out = import.rows.iter().filter(|row| row.target.is_none()).count();
    let _ = writeln!(text, "{} for {into}, {left_out} left out", plural(written(import), "file"));
    text
}

/// Returns how many files the import writes: after an earlier import not all that it makes.
fn written(import: &Import) -> usize {
    import.changes.as_ref().map_or(import.files.len(), |report| report.written)
}

/// Returns whether files of which no more is to be said are only counted.
fn is_summed(what: &str) -> bool {
    what.ends_with(" copied") || what.ends_with(" converted")
}
