//! What the checks found in an entry, as its own page shows it.

use super::link::LinkView;
use super::rules::rule_address;
use super::severity::severity_word;
use crate::entry::Entry;
use crate::finding::Severity;
use crate::settled::SettledFinding;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::sentence;
use serde::Serialize;

/// Everything that was found in an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FindingsView {
    /// `1 error, 2 warnings`.
    words: String,
    /// The worst severity's word.
    worst: &'static str,
    /// The day on which the checks ran.
    day: String,
    rows: Vec<FindingView>,
    more: usize,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FindingView {
    severity: &'static str,
    /// Its line in the file, from 1.
    line: u32,
    message_html: String,
    help_html: String,
    rule: LinkView,
}

/// How many findings a page names.
const SHOWN: usize = 40;

impl FindingsView {
    /// Shows the findings in `entry`, the worst first; `None` if there are none, or if the readers may not see them.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> Option<Self> {
        let mut found = catalogue.findings.of_entry(entry).to_vec();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let worst = found.first()?.severity;
        Some(Self {
            words: counted(&found),
            worst: severity_word(worst),
            day: catalogue.span.first.to_string(),
            more: found.len().saturating_sub(SHOWN),
            rows: found.iter().take(SHOWN).map(|finding| finding_view(from, finding)).collect(),
        })
    }
}

fn finding_view(from: &Address, finding: &SettledFinding) -> FindingView {
    FindingView {
        severity: severity_word(finding.severity),
        line: finding.place.start.line,
        message_html: sentence(&finding.message),
        help_html: sentence(&finding.help),
        rule: LinkView { text: finding.rule.id.to_owned(), href: Some(from.link(&rule_address(finding.rule))) },
    }
}

/// Counts findings by severity, the worst first: `1 error, 2 warnings`.
fn counted(findings: &[&SettledFinding]) -> String {
    let mut words = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        words.extend((count > 0).then(|| format!("{count} {}{plural}", severity_word(severity))));
    }
    words.join(", ")
}
