//! From settings to a snapshot.

use super::activity::with_activity;
use super::client::Client;
use super::enumerate::{EnumeratedRows, RowQuery, enumerate};
use super::extract::{Extractor, WholeRow};
use super::locate::locate;
use super::schema::{Schema, UnboundRole, check_bindings, read_schema};
use super::session::Session;
use super::titles::{TitleReader, Titles};
use super::value::Held;
use super::whole::Completion;
use super::{Diagnostic, Failure, Settings, Source, TitleCache};
use crate::opportunity::{LeftOut, LeftOutValue, Origin, Role, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// The result of a fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Every row; always complete.
    pub snapshot: Snapshot,
    /// Problems with single values.
    pub diagnostics: Vec<Diagnostic>,
    /// Roles without a property.
    pub unbound: Vec<UnboundRole>,
    /// What the next fetch needs not read again.
    pub titles: TitleCache,
    /// Number of requests.
    pub calls: u64,
}

/// What earlier fetches left.
#[derive(Debug, Clone, Copy, Default)]
pub struct Previous<'a> {
    /// The last snapshot; `None` if there is none.
    pub snapshot: Option<&'a Snapshot>,
    /// The titles of related pages; `None` if none are kept.
    pub titles: Option<&'a TitleCache>,
}

/// Reads every opportunity of the data source that `settings` names, and compares it with the `previous` snapshot.
///
/// # Errors
///
/// A [`Failure`] if rows may be missing: a snapshot never has fewer rows than the data source. A snapshot that
/// shrank by [`super::Limits::shrink_percent`], or that lost a property or a related database, against a previous
/// snapshot from Notion is a failure too.
pub fn fetch(settings: &Settings, session: &Session<'_>, previous: Previous<'_>) -> Result<Fetched, Failure> {
    let source = Source::parse(&settings.source)?;
    let mut client = Client::new(session, settings.limits);
    let data_source = locate(&mut client, source)?;
    let described = client.get(format!("/v1/data_sources/{data_source}"))?;
    let schema = read_schema(&described, &settings.mapping)?;
    let last = previous.snapshot;
    check_bindings(&described, &schema, last.map_or(&[], |last| &last.bindings))?;
    let query = RowQuery { data_source: &data_source, schema: &schema, window: settings.limits.window, filter: None };
    let found = enumerate(&mut client, &query)?;
    check_shrinking(last, found.rows.len() + found.deleted.len(), settings.limits.shrink_percent)?;
    let (rows, mut left_out) = complete(&mut client, found, &data_source)?;
    let mut reader = TitleReader { client: &mut client, limits: settings.limits, now: session.as_of };
    let no_titles = TitleCache::default();
    let titles = reader.read(&schema.related, &related_pages(&rows), previous.titles.unwrap_or(&no_titles))?;
    check_related(&schema, &titles, last)?;
    let mut extractor =
        Extractor { schema: &schema, titles: &titles, written: &settings.written, diagnostics: Vec::new() };
    let mut opportunities = Vec::new();
    for row in rows {
        match extractor.extract(row) {
            Ok(opportunity) => opportunities.push(opportunity),
            Err(row) => left_out.push(row),
        }
    }
    let mut diagnostics: Vec<Diagnostic> =
        std::mem::take(&mut extractor.diagnostics).into_iter().chain(titles.diagnostics(&schema.related)).collect();
    diagnostics.sort();
    let snapshot = Snapshot {
        as_of: Some(session.as_of),
        stages: schema.stages,
        terminal_stages: schema.terminal_stages,
        bindings: schema.bindings,
        left_out,
        left_out_values: diagnostics.iter().map(Diagnostic::left_out).collect(),
        ..Snapshot::new(Origin::Notion, opportunities)
    };
    let snapshot = with_activity(&mut client, settings, snapshot.sorted().following(last))?;
    Ok(Fetched { snapshot, diagnostics, unbound: schema.unbound, titles: titles.cache, calls: client.calls() })
}

/// Fetches the values that rows contain only in part; rows that were deleted meanwhile are left out.
fn complete(
    client: &mut Client<'_>,
    found: EnumeratedRows,
    data_source: &str,
) -> Result<(Vec<WholeRow>, Vec<LeftOut>), Failure> {
    let reason = || "deleted while the database was read".to_owned();
    let gone = |id| LeftOut { id, name: String::new(), reason: reason(), url: None };
    let mut left_out: Vec<LeftOut> = found.deleted.into_iter().map(gone).collect();
    let mut rows = Vec::new();
    let known = left_out.len();
    for row in found.rows.into_values() {
        match (Completion { client }).complete(row)? {
            Ok(row) => rows.push(row),
            Err(row) => {
                left_out.push(LeftOut { id: row.id, name: String::new(), reason: reason(), url: row.url });
            }
        }
    }
    if left_out.len() > known {
        // Values cannot be read either if the whole data source is not shared any more, and then this fails.
        client.get(format!("/v1/data_sources/{data_source}"))?;
    }
    Ok((rows, left_out))
}

/// Returns the pages to which the rows relate, by role.
pub(super) fn related_pages(rows: &[WholeRow]) -> BTreeMap<Role, BTreeSet<String>> {
    let mut pages = BTreeMap::<Role, BTreeSet<String>>::new();
    for (role, held) in rows.iter().flat_map(|row| &row.values) {
        if let Held::Pages(ids) = held {
            pages.entry(*role).or_default().extend(ids.iter().cloned());
        }
    }
    pages
}

/// Makes sure that a related database that could be read at the previous snapshot still can.
fn check_related(schema: &Schema, titles: &Titles, previous: Option<&Snapshot>) -> Result<(), Failure> {
    let Some(previous) = previous else { return Ok(()) };
    let was_read = |role: Role| {
        let is_unshared = |value: &LeftOutValue| value.id.is_empty() && value.role == role.name();
        previous.bindings.iter().any(|binding| binding.role == role)
            && !previous.left_out_values.iter().any(is_unshared)
    };
    let lost = schema.related.iter().find(|source| titles.unshared.contains(&source.role) && was_read(source.role));
    match lost {
        Some(source) => Err(Failure::LostRelation { role: source.role.name(), property: source.property.clone() }),
        None => Ok(()),
    }
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
