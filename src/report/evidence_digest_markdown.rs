//! A digest of looks at sources as Markdown, for the description of a change, an issue or a mail.

use super::due_report::label;
use super::evidence_digest::{EvidenceDigest, EvidenceRow};
use super::markdown::escape;
use super::printable::printable;
use std::fmt::Write as _;

/// The longest text, in bytes: the description of a change on a forge holds 65,536 characters.
const LONGEST: usize = 60_000;

/// Renders the rows of each owner by section.
pub(super) fn render(digest: &EvidenceDigest) -> String {
    let mut text = format!("## fieldbook: evidence: {}\n\nAs of {}", digest.summary(), digest.today);
    // Writing to a text cannot fail, here and below.
    let _ = digest.since.map_or(Ok(()), |since| write!(text, ", what happened since {since}"));
    text.push_str(".\n");
    let mut left = 0;
    for owner in &digest.owners {
        let _ = writeln!(text, "\n### {}", escape(&label(owner.owner.as_ref())));
        let mut section = None;
        for row in &owner.rows {
            let item = item(row);
            if text.len() + item.len() > LONGEST {
                left += 1;
                continue;
            }
            if section != Some(row.section) {
                section = Some(row.section);
                let _ = writeln!(text, "\n**{}**\n", row.section.heading());
            }
            text.push_str(&item);
        }
    }
    if left > 0 {
        let _ = writeln!(text, "\n{left} more are not listed here.");
    }
    text
}

fn item(row: &EvidenceRow) -> String {
    let shown = |text: &str| escape(&printable(text));
    let mut item = format!("- {}: {} — {}", shown(&row.name), shown(&row.text), shown(&row.what));
    if let Some(since) = row.since {
        let _ = write!(item, " (since {since})");
    }
    match row.opportunities {
        0 => {}
        1 => item.push_str("; 1 open opportunity depends on it"),
        count => {
            let _ = write!(item, "; {count} open opportunities depend on it");
        }
    }
    item.push('\n');
    for (label, sentence) in [("before", &row.before), ("now", &row.now)] {
        if let Some(sentence) = sentence {
            let _ = writeln!(item, "  - {label}: {}", shown(sentence));
        }
    }
    if let Some(url) = &row.url {
        let _ = writeln!(item, "  - page: {}", shown(url));
    }
    item
}
