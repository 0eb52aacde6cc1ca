//! From settings to a snapshot.

use super::client::Client;
use super::enumerate::enumerate;
use super::extract::Extractor;
use super::locate::locate;
use super::schema::{UnboundRole, check_bindings, read_schema};
use super::session::Session;
use super::{Diagnostic, Failure, Settings, Source};
use crate::opportunity::{Origin, Snapshot};

/// The result of a fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Every row; always complete.
    pub snapshot: Snapshot,
    /// Problems with single values.
    pub diagnostics: Vec<Diagnostic>,
    /// Roles without a property.
    pub unbound: Vec<UnboundRole>,
    /// Number of requests.
    pub calls: u64,
}

/// Reads every opportunity of the data source that `settings` names, and compares the number of rows with `previous`.
///
/// # Errors
///
/// A [`Failure`] if rows may be missing: a snapshot never has fewer rows than the data source. A snapshot that
/// shrank by [`super::Limits::shrink_percent`] against a previous snapshot from Notion is a failure too.
pub fn fetch(settings: &Settings, session: &Session<'_>, previous: Option<&Snapshot>) -> Result<Fetched, Failure> {
    let source = Source::parse(&settings.source)?;
    let mut client = Client::new(session, settings.limits);
    let data_source = locate(&mut client, source)?;
    let described = client.get(format!("/v1/data_sources/{data_source}"))?;
    let schema = read_schema(&described, &settings.mapping)?;
    check_bindings(&described, &schema, previous.map_or(&[], |previous| &previous.bindings))?;
    let rows = enumerate(&mut client, &data_source, &schema, settings.limits.window)?;
    check_shrinking(previous, rows.len(), settings.limits.shrink_percent)?;
    let mut extractor = Extractor::new(&mut client, &schema);
    let (mut opportunities, mut left_out) = (Vec::new(), Vec::new());
    for row in rows.into_values() {
        match extractor.extract(row)? {
            Ok(opportunity) => opportunities.push(opportunity),
            Err(row) => left_out.push(row),
        }
    }
    let mut diagnostics = std::mem::take(&mut extractor.diagnostics);
    diagnostics.sort();
    let snapshot = Snapshot {
        as_of: Some(session.as_of),
        stages: schema.stages,
        terminal_stages: schema.terminal_stages,
        bindings: schema.bindings,
        left_out,
        left_out_values: diagnostics.iter().filter_map(Diagnostic::left_out).collect(),
        ..Snapshot::new(Origin::Notion, opportunities)
    };
    Ok(Fetched {
        snapshot: snapshot.sorted().following(previous),
        diagnostics,
        unbound: schema.unbound,
        calls: client.calls(),
    })
}

fn check_shrinking(previous: Option<&Snapshot>, now: usize, percent: u64) -> Result<(), Failure> {
    let Some(previous) = previous.filter(|previous| previous.origin == Origin::Notion && previous.complete) else {
        return Ok(());
    };
    let before = previous.counts().opportunities + previous.counts().left_out;
    let lost = before.saturating_sub(now) as u64;
    if lost > 0 && lost * 100 >= before as u64 * percent {
        return Err(Failure::Shrunk { before, now });
    }
    Ok(())
}
