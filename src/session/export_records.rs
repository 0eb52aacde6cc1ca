//! `fieldbook export records`: what the search finds, for a search engine that a company has already.

use super::environment::Session;
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use super::outcome::Outcome;
use super::pipeline;
use super::prepare::prepare;
use super::publishing::{note_held, publish_verdict};
use super::scope::ScopeOptions;
use crate::index::records;
use crate::publish::{Content, File};
use crate::rules::Selection;
use crate::settled::PublishVerdict;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Hands one line of JSON for each record to `put`, if a build for the same readers would publish the site; every line was
/// searched for what they must not see before the first is passed.
///
/// # Errors
/// The site cannot be read, has no such audience or customer, or `put` fails.
pub fn export_records(
    session: &Session<'_>,
    options: &ScopeOptions,
    put: &mut dyn FnMut(&str) -> Result<(), Failure>,
) -> Result<Outcome, Failure> {
    let site = prepare(session, options)?;
    let findings = pipeline::check(&site.loaded, &site.check_request(&Selection::default()));
    let verdict = publish_verdict(&site, &findings);
    if verdict != PublishVerdict::Publish {
        note_held(session.notes, &site, &findings, &verdict);
        return Ok(Outcome::Failed);
    }
    let (visible, hidden) = site.loaded.visible_to(&site.scope, &findings);
    let sweep = FinalSweep::new(session, &visible, &hidden)?;
    let records = records(&visible, &site.loaded.settings, site.pinned);
    let line = |record: &_| -> Result<String, Failure> {
        let line = serde_json::to_string(record)? + "\n";
        sweep.search(&File { path: String::new(), content: Content::Bytes(line.clone().into_bytes()) })?;
        Ok(line)
    };
    let lines = records.par_iter().map(line).collect::<Result<Vec<String>, Failure>>()?;
    let leaks = sweep.leaks();
    let verdict = publish_verdict(&site, &leaks);
    if verdict != PublishVerdict::Publish {
        note_held(session.notes, &site, &leaks, &verdict);
        return Ok(Outcome::Failed);
    }
    lines.iter().try_for_each(|line| put(line))?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &records {
        *counts.entry(&record.kind).or_default() += 1;
    }
    let counts = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", ");
    session.notes.note(&format!("{} records: {counts}", records.len()));
    Ok(Outcome::Passed)
}
