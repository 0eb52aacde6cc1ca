//! `check --amounts`: what rests on a faulty statement, in money.

use super::opportunities::stages;
use super::prepare::PreparedSite;
use crate::finding::{Family, Finding};
use crate::opportunity::{Exposures, format_sums, sums};
use crate::source::Span;
use crate::visibility::Readers;

/// Says in each finding about freshness and evidence how many open opportunities rest on its entry, and with which
/// amounts; nothing where the readers of this build may not see amounts.
pub(super) fn add_amounts(findings: &mut [Finding], site: &PreparedSite) {
    let settings = &site.loaded.settings;
    let readers = Readers::new(&site.scope, settings);
    let Some(snapshot) = site.loaded.snapshot.as_ref().filter(|_| readers.sees_amounts()) else { return };
    let library = &site.loaded.library;
    let stages = stages(settings);
    let exposures = Exposures::new(snapshot, library, &stages);
    for finding in
        findings.iter_mut().filter(|finding| matches!(finding.rule.family, Family::Freshness | Family::Evidence))
    {
        let holds = |span: Span| span.start <= finding.place.span.start && finding.place.span.start <= span.end;
        let of_file = library.entries().iter().filter(|entry| entry.file.path() == finding.place.file.path());
        let entry = of_file.min_by_key(|entry| {
            let part = entry.head.cover(entry.body.span);
            (!holds(part), part.end - part.start)
        });
        let resting = entry.map(|entry| exposures.of_entry(entry, library)).unwrap_or_default();
        if !resting.is_empty() {
            let plural = if resting.len() == 1 { "opportunity rests" } else { "opportunities rest" };
            let amounts = format_sums(&sums(&resting));
            let amounts = if amounts.is_empty() { amounts } else { format!(" ({amounts})") };
            finding.message = format!("{}; {} open {plural} on it{amounts}", finding.message, resting.len());
        }
    }
}
