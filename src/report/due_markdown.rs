//! What is due as Markdown, for the step summary of GitHub Actions, an issue or a mail.

use super::due_report::{ASSUMPTION, DueReport, day, label};
use super::markdown::{ROWS_LIMIT, escape};
use super::printable::printable;
use crate::due::DueRow;
use std::fmt::Write as _;

/// Renders a table for each owner, and the forecast.
pub(super) fn render(report: &DueReport<'_>) -> String {
    let (summary, today) = (report.summary(), report.today);
    let mut text = format!("## fieldbook: {summary}\n\nAs of {today}. {}\n", report.base());
    text.extend(report.demonstration().map(|line| format!("\n**{line}**\n")));
    let mut left = 0;
    for owner in report.owners {
        let name = escape(&label(owner.owner.as_ref()));
        // Writing to a text cannot fail, here and below.
        let _ = writeln!(text, "\n### {name}: {}\n", owner.rows.len());
        text.push_str("| When | What | Place | Why | To do |\n| --- | --- | --- | --- | --- |\n");
        for row in owner.rows.iter().map(|row| table_row(report, row)) {
            if text.len() + row.len() > ROWS_LIMIT {
                left += 1;
            } else {
                text.push_str(&row);
            }
        }
    }
    if left > 0 {
        let _ = writeln!(text, "\n{left} more are not listed here.");
    }
    text.push_str(&forecast(report));
    text
}

fn table_row(report: &DueReport<'_>, row: &DueRow) -> String {
    let what = if row.text.is_empty() { row.name.clone() } else { format!("{}: {}", row.name, row.text) };
    let why = match report.exposure(row) {
        Some(exposure) => format!("{} {exposure}.", row.reason),
        None => row.reason.clone(),
    };
    let place = format!("{}:{}:{}", row.path, row.start.line, row.start.column);
    let [what, place, why, help] = [what.as_str(), &place, &why, row.help].map(|cell| escape(&printable(cell)));
    format!("| {} | {what} | {place} | {why} | {help} |\n", day(row))
}

fn forecast(report: &DueReport<'_>) -> String {
    let Some(first) = report.loads().next() else { return String::new() };
    let mut text = format!("\n### Checks per week\n\nBy the first day of the week, {ASSUMPTION}.\n\n| Owner |");
    for week in &first.weeks {
        let _ = write!(text, " {} |", week.from);
    }
    text.push_str("\n| --- |");
    text.push_str(&" --- |".repeat(first.weeks.len()));
    for load in report.loads() {
        let _ = write!(text, "\n| {} |", escape(&label(load.owner.as_ref())));
        for week in &load.weeks {
            let _ = write!(text, " {} ({}) |", week.checks, week.pages);
        }
    }
    text.push('\n');
    text
}
