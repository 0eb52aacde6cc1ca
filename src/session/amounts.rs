//! The open opportunities that each finding affects: their number decides which findings reports name first, and with
//! `check --amounts` reports show it with their amounts.

use super::prepare::PreparedSite;
use crate::entry::Entry;
use crate::finding::Family;
use crate::opportunity::{Exposures, Stages, sums};
use crate::settled::{Exposure, SettledFinding};
use crate::source::Span;
use crate::visibility::Readers;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether reports show the opportunities that findings affect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amounts {
    /// Their number and amounts, if the readers of this build may see amounts.
    Shown,
    /// Neither.
    Hidden,
}

/// Adds to each finding about freshness and evidence the open opportunities that its entry affects.
pub(super) fn with_exposure(
    findings: Vec<SettledFinding>,
    site: &PreparedSite,
    amounts: Amounts,
) -> Vec<SettledFinding> {
    let Some(snapshot) = &site.loaded.snapshot else { return findings };
    let (settings, library) = (&site.loaded.settings, &site.loaded.library);
    let is_shown = amounts == Amounts::Shown && Readers::new(&site.scope, settings).sees_amounts();
    let stages = Stages::new(&settings.opportunities, Some(snapshot));
    let exposures = Exposures::new(snapshot, library, &stages);
    let mut by_file = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
    for entry in library.entries() {
        by_file.entry(entry.file.path()).or_default().push(entry);
    }
    let expose = |finding: SettledFinding| {
        if !matches!(finding.rule.family, Family::Freshness | Family::Evidence) {
            return finding;
        }
        let entry = by_file.get(finding.source_path()).and_then(|entries| entry_of(&finding, entries));
        let affected = entry.map(|entry| exposures.of_entry(entry, library)).unwrap_or_default();
        if affected.is_empty() {
            return finding;
        }
        let finding = finding.with_affected(affected.len());
        if !is_shown {
            return finding;
        }
        finding.with_exposure(Exposure { opportunities: affected.len(), sums: sums(&affected) })
    };
    findings.into_iter().map(expose).collect()
}

/// Returns the entry in whose part of its file the finding is, or else the smallest of `entries`, those of the file.
fn entry_of<'a>(finding: &SettledFinding, entries: &[&'a Arc<Entry>]) -> Option<&'a Arc<Entry>> {
    let holds = |span: Span| span.start <= finding.place.span.start && finding.place.span.start <= span.end;
    let smallest = entries.iter().min_by_key(|entry| {
        let part = entry.head.cover(entry.body.span);
        (!holds(part), part.end - part.start)
    });
    smallest.copied()
}
