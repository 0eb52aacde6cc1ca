//! What is due, for people at a terminal and for `grep`.

use super::due_report::{ASSUMPTION, DueReport, day, label};
use super::printable::printable;
use crate::due::{DueRow, OwnerLoad};
use std::fmt::Write as _;

/// Renders what is due by owner, the forecast and the summary.
pub(super) fn render(report: &DueReport<'_>) -> String {
    let mut text = String::new();
    for owner in report.owners {
        // Writing to a text cannot fail, here and below.
        let _ = writeln!(text, "{}: {}", label(owner.owner.as_ref()), owner.rows.len());
        owner.rows.iter().for_each(|row| write_row(&mut text, report, row));
        text.push('\n');
    }
    text.push_str(&forecast(report));
    let summary = report.summary();
    let _ = writeln!(text, "{summary}. {}", report.base());
    text.extend(report.demonstration().map(|line| format!("{line}\n")));
    text
}

fn write_row(text: &mut String, report: &DueReport<'_>, row: &DueRow) {
    let _ = writeln!(text, "  {}: {} at {}", day(row), printable(&row.name), place(row));
    if !row.text.is_empty() {
        let _ = writeln!(text, "    {}", printable(&row.text));
    }
    let _ = writeln!(text, "    {} {}", printable(&row.reason), row.help);
    if let Some(exposure) = report.exposure(row) {
        let _ = writeln!(text, "    {exposure}");
    }
}

fn forecast(report: &DueReport<'_>) -> String {
    let loads: Vec<&OwnerLoad> = report.loads().collect();
    let Some(first) = loads.first() else { return String::new() };
    let names: Vec<String> = loads.iter().map(|load| label(load.owner.as_ref())).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut text = format!("Checks per week, {ASSUMPTION}:\n  {:width$}", "week from");
    for week in &first.weeks {
        let _ = write!(text, " {:>8}", week.from.format("%m-%d"));
    }
    text.push('\n');
    for (load, name) in loads.iter().zip(&names) {
        let _ = write!(text, "  {name:width$}");
        for week in &load.weeks {
            let _ = write!(text, " {:>8}", format!("{} ({})", week.checks, week.pages));
        }
        text.push('\n');
    }
    text.push('\n');
    text
}

/// Renders one line for each thing that is due and nothing else.
pub(super) fn render_lines(report: &DueReport<'_>) -> String {
    let mut text = String::new();
    for owner in report.owners {
        let name = label(owner.owner.as_ref());
        for row in &owner.rows {
            let (subject, reason) = (printable(&row.name), printable(&row.reason));
            let _ = writeln!(text, "{}: {}: {subject} [{name}] {reason}", place(row), day(row));
        }
    }
    text
}

/// Returns `path:line:column` on one line.
fn place(row: &DueRow) -> String {
    format!("{}:{}:{}", printable(&row.path), row.start.line, row.start.column)
}
