//! `check --amounts`: the open opportunities that each finding affects, with their amounts.

use super::opportunities::stages;
use super::prepare::PreparedSite;
use crate::entry::Entry;
use crate::finding::Family;
use crate::opportunity::{Exposures, sums};
use crate::settled::{Exposure, SettledFinding};
use crate::source::Span;
use crate::visibility::Readers;
use std::sync::Arc;

/// Adds to each finding about freshness and evidence the open opportunities that its entry affects. Leaves the findings
/// as they are if the readers of this build may not see amounts.
pub(super) fn with_exposure(findings: Vec<SettledFinding>, site: &PreparedSite) -> Vec<SettledFinding> {
    let settings = &site.loaded.settings;
    let readers = Readers::new(&site.scope, settings);
    let Some(snapshot) = site.loaded.snapshot.as_ref().filter(|_| readers.sees_amounts()) else { return findings };
    let library = &site.loaded.library;
    let stages = stages(settings);
    let exposures = Exposures::new(snapshot, library, &stages);
    let expose = |finding: SettledFinding| {
        if !matches!(finding.rule.family, Family::Freshness | Family::Evidence) {
            return finding;
        }
        let entry = entry_of(&finding, library.entries());
        let affected = entry.map(|entry| exposures.of_entry(entry, library)).unwrap_or_default();
        if affected.is_empty() {
            return finding;
        }
        finding.with_exposure(Exposure { opportunities: affected.len(), sums: sums(&affected) })
    };
    findings.into_iter().map(expose).collect()
}

/// Returns the entry in whose part of its file the finding is, or else the smallest entry of the file.
fn entry_of<'a>(finding: &SettledFinding, entries: &'a [Arc<Entry>]) -> Option<&'a Arc<Entry>> {
    let holds = |span: Span| span.start <= finding.place.span.start && finding.place.span.start <= span.end;
    let of_file = entries.iter().filter(|entry| entry.file.path() == finding.source_path());
    of_file.min_by_key(|entry| {
        let part = entry.head.cover(entry.body.span);
        (!holds(part), part.end - part.start)
    })
}
