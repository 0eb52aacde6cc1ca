//! A Markdown table for the step summary of GitHub Actions.
//!
//! A summary may hold 1 MiB ("Workflow commands for GitHub Actions", job summaries, November 2026) and is refused as a
//! whole past it, so rows end before.

use super::contents::Report;
use super::shown::{Shown, decisions, place, worst_first};

/// Bytes of rows; the rest of 1 MiB is left to other steps' words around them.
pub(super) const ROWS_LIMIT: usize = 900 * 1024;

/// Renders the summary as heading and one row per finding, the worst first.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let (summary, verdict, today) = (report.summary(), report.verdict(), report.today.format("%Y-%m-%d"));
    let mut text = format!("## fieldbook: {summary}; {verdict}\n\nAs of {today}.\n");
    text.extend(report.demonstration().map(|line| format!("\n**{line}**\n")));
    let reasons: Vec<String> = report.reasons().iter().map(|reason| format!("- {}\n", escape(reason))).collect();
    if !reasons.is_empty() {
        text.extend(["\n", &reasons.concat()]);
    }
    if let Some((head, decisions)) = decisions(shown).split_first() {
        let decisions: Vec<String> = decisions.iter().map(|line| format!("- {}\n", escape(line))).collect();
        text.extend(["\n**", head, "**\n\n", &decisions.concat()]);
    }
    if shown.is_empty() {
        return text;
    }
    text.push_str("\n| Severity | Rule | Place | What | What to do |\n| --- | --- | --- | --- | --- |\n");
    let mut rows = 0;
    for row in worst_first(shown).into_iter().map(row) {
        if text.len() + row.len() > ROWS_LIMIT {
            break;
        }
        text.push_str(&row);
        rows += 1;
    }
    if rows < shown.len() {
        let left = (shown.len() - rows).to_string();
        text.extend(["\n", &left, " further findings are not listed here.\n"]);
    }
    text
}

fn row(shown: &Shown<'_>) -> String {
    let owner = shown.owner.as_ref().map_or(String::new(), |owner| format!(" Owner: {owner}."));
    let cells = [place(shown), shown.message.clone(), format!("{}{owner}", shown.help)];
    let [place, message, help] = cells.map(|cell| escape(&cell));
    format!("| {} | {} | {place} | {message} | {help} |\n", shown.severity, escape(shown.rule.id))
}

/// Escapes what Markdown would read as more than text in a table cell (GitHub Flavored Markdown 0.29, sections 4.10
/// and 6.1; the dollar sign opens mathematics on GitHub).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
