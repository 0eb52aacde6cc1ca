//! Workflow commands that GitHub Actions turns into annotations on a change.
//!
//! The form is `::error file=…,line=…::message`, from "Workflow commands for GitHub Actions" in GitHub's documentation
//! (as of November 2026); what is escaped and how is that of `@actions/core` 1.11, `command.ts`: `%`, carriage return
//! and line feed everywhere, in properties `:` and `,` too. A step shows ten annotations of each kind and drops the
//! rest silently, so the worst ten are written here and a last line says how many there are.

use super::contents::Report;
use super::shown::{Shown, decisions, worst_first};
use crate::finding::Severity;

/// Annotations of one kind that a step shows.
const SHOWN_LIMIT: usize = 10;

/// Renders the worst findings as annotations and the summary as a notice.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let worst = worst_first(shown);
    // The summary is a notice too: where all are notices, it takes the place of one.
    let notices_only = worst.first().is_none_or(|shown| shown.severity == Severity::Info);
    let limit = if notices_only { SHOWN_LIMIT - 1 } else { SHOWN_LIMIT };
    let mut text: String = worst.iter().take(limit).map(|shown| annotation(shown, report.prefix)).collect();
    let cut = if worst.len() > limit { format!("; the worst {limit} are annotated") } else { String::new() };
    let summary = format!("{}{cut}; {}", report.summary(), report.verdict());
    let lines = decisions(shown).into_iter().chain([summary]).chain(report.reasons());
    let summary = escape_message(&lines.collect::<Vec<_>>().join("\n"));
    text.extend(["::notice title=fieldbook::", &summary, "\n"]);
    text
}

fn annotation(shown: &Shown<'_>, prefix: &str) -> String {
    let command = match shown.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (shown.place.start, shown.place.end);
    // Columns are only accepted for one line.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let file = escape_property(&format!("{prefix}{}", shown.place.path));
    let title = escape_property(shown.rule.id);
    let owner = shown.owner.as_ref().map_or(String::new(), |owner| format!("\nOwner: {owner}"));
    let message = escape_message(&format!("{}\n{}{owner}", shown.message, shown.help));
    format!("::{command} file={file},line={},endLine={}{columns},title={title}::{message}\n", start.line, end.line)
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Undoes the escaping in the order of the runner (`ActionCommand.cs`): the percent sign last.
    fn unescape(text: &str) -> String {
        let text = text.replace("%2C", ",").replace("%3A", ":");
        text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    }

    proptest! {
        #[test]
        fn escaping_round_trips(text in "(?s).{0,40}|[%0-9A-D:,\r\n]{0,40}") {
            prop_assert_eq!(unescape(&escape_property(&text)), text.clone());
            prop_assert!(!escape_property(&text).contains(['\r', '\n', ':', ',']));
            prop_assert!(!escape_message(&text).contains(['\r', '\n']));
        }
    }

    #[test]
    fn messages_keep_their_colons_and_commas() {
        assert_eq!(escape_message("a: 100%, b\r\n::error::c"), "a: 100%25, b%0D%0A::error::c");
        assert_eq!(escape_property("a: 100%, b\r\n"), "a%3A 100%25%2C b%0D%0A");
    }
}
