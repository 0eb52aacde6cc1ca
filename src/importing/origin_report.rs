//! What changed since an earlier import, and which kinds documents read like, for people.

use super::origin_change::{AtOrigin, Here, OriginChange, OriginReport};
use super::plural::plural;
use super::proposal::Proposal;
use crate::kinds::Kind;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many changed lines are shown for each document; JSON has more.
const LINES: usize = 6;
/// How many documents are named for each proposed kind.
const NAMED: usize = 5;

impl AtOrigin {
    /// Returns the word in reports.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Here {
    /// Returns the word in reports.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::AsImported => "as imported",
            Self::Edited => "edited",
            Self::Removed => "removed",
        }
    }
}

/// Renders what changed since the earlier import.
pub(super) fn changes_as_text(report: &OriginReport) -> String {
    let mut text = String::new();
    let count = |state: AtOrigin| report.changes.iter().filter(|change| change.at_origin == state).count();
    let [new, changed, gone] = [AtOrigin::New, AtOrigin::Changed, AtOrigin::Gone].map(count);
    let unchanged = report.unchanged;
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "since the last import from {}: {new} new, {changed} changed, {gone} gone, {unchanged} unchanged",
        report.name
    );
    for change in &report.changes {
        let _ = writeln!(text, "  {}: {}", change.source, said(change));
        for line in change.lines.iter().take(LINES) {
            let _ = writeln!(text, "    {line}");
        }
        if change.lines.len() > LINES {
            let _ = writeln!(text, "    and {}", plural(change.lines.len() - LINES, "more line"));
        }
    }
    text
}

fn said(change: &OriginChange) -> &'static str {
    match (change.at_origin, change.here, change.is_written) {
        (AtOrigin::New, ..) => "new",
        (AtOrigin::Unchanged, ..) => "unchanged",
        (AtOrigin::Gone, Here::Removed, _) => "gone at the origin and here",
        (AtOrigin::Gone, ..) => "gone at the origin; its pages stay until you remove them",
        (AtOrigin::Changed, _, true) => "changed at the origin, updated",
        (AtOrigin::Changed, Here::AsImported, false) => "changed at the origin; --update writes it again",
        (AtOrigin::Changed, Here::Edited, false) => "changed at the origin and edited here; merge the lines by hand",
        (AtOrigin::Changed, Here::Removed, false) => "changed at the origin, removed here; nothing to do",
    }
}

/// Renders how many documents read like each kind, with the first of them.
pub(super) fn proposals_as_sums(proposals: &[Proposal]) -> String {
    let mut by_kind: BTreeMap<Kind, Vec<&Proposal>> = BTreeMap::new();
    for proposal in proposals {
        by_kind.entry(proposal.kind).or_default().push(proposal);
    }
    let mut text = String::new();
    for (kind, proposals) in by_kind {
        let count = plural(proposals.len(), "document");
        let _ = writeln!(text, "proposed kind {}: {count}", kind.facts().word);
        for proposal in proposals.iter().take(NAMED) {
            let _ = writeln!(text, "  {}: {}", proposal.source, proposal.reason);
        }
        if proposals.len() > NAMED {
            let _ = writeln!(text, "  and {} more; --proposals FILE lists all", proposals.len() - NAMED);
        }
    }
    text
}
