//! Where opportunities come from in this run: a file, the last snapshot, or Notion.

use super::environment::Session;
use super::failure::Failure;
use super::notes::Notes;
use crate::config::{OpportunitySource, Settings};
use crate::finding::Finding;
use crate::inputs::{Files, missing_opportunities, read_file, read_optional};
use crate::notion::{self, Address, Fetched, Http, Limits, Mapping, Token, UnboundRole};
use crate::opportunity::{self, Snapshot, Stages};
use crate::rules::secrets;
use crate::user_files::{Expected, write};
use std::path::Path;
use std::time::Duration;

/// The largest file of opportunities that is read.
const LIMIT: u64 = 64 << 20;
/// How many bytes at the beginning of a snapshot are searched for its schema.
const BEGINNING: usize = 512;
/// How long one request may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// The environment variable that holds the token.
pub const TOKEN: &str = "FIELDBOOK_NOTION_TOKEN";

/// Whether a snapshot with far fewer rows than the last one is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shrink {
    /// It is an error.
    Refused,
    /// A person looked and agrees.
    Accepted,
}

/// The opportunities of a site.
pub(super) struct Opportunities {
    /// All of them; `None` if the site has none or they cannot be read.
    pub(super) snapshot: Option<Snapshot>,
    /// What reading them found.
    pub(super) findings: Vec<Finding>,
}

/// Reads the opportunities that the settings name; from Notion if they name it and a token is set, else from the file
/// or the last snapshot. A refresh that fails leaves the last snapshot, which is noted.
pub(super) fn read_refreshed(session: &Session<'_>, settings: &Settings) -> Result<Opportunities, Failure> {
    let is_refreshed =
        settings.opportunities.source == OpportunitySource::Notion && session.environment.notion_token.is_some();
    if is_refreshed && let Err(Failure(text)) = refresh(session, settings, Shrink::Refused) {
        session.notes.note(&format!("warning: {text}\nwarning: the last snapshot is used instead"));
    }
    read_offline(session, settings)
}

/// Reads the opportunities that the settings name from disk.
pub(super) fn read_offline(session: &Session<'_>, settings: &Settings) -> Result<Opportunities, Failure> {
    read_from(&session.files(), settings, session.notes)
}

/// Reads the opportunities that the settings name from `files`.
pub(super) fn read_from(files: &dyn Files, settings: &Settings, notes: &dyn Notes) -> Result<Opportunities, Failure> {
    let Some(path) = settings.opportunities.path() else {
        return Ok(Opportunities { snapshot: None, findings: Vec::new() });
    };
    let mut findings = Vec::new();
    let Some(file) = read_optional(files, path, LIMIT, &mut findings)? else {
        findings.extend(missing_opportunities(files, settings));
        if findings.is_empty() {
            notes.note(&format!("note: there are no opportunities at {path}; pages show none"));
        }
        return Ok(Opportunities { snapshot: None, findings });
    };
    let (snapshot, found) = opportunity::read(&file, &Stages::of_settings(&settings.opportunities));
    findings.extend(found);
    findings.extend(secrets::check_file(&file));
    Ok(Opportunities { snapshot, findings })
}

/// Reads every opportunity from Notion and writes the snapshot.
///
/// # Errors
/// No token, no source, or anything that could have kept a row back; the last snapshot stays as it was.
pub fn refresh(session: &Session<'_>, settings: &Settings, shrink: Shrink) -> Result<Fetched, Failure> {
    let environment = session.environment;
    let token = environment.notion_token.as_deref().and_then(Token::new);
    let token = token.ok_or_else(|| Failure(format!("there is no token; set {TOKEN} to the connection's secret")))?;
    let address = match &environment.notion_address {
        Some(text) => Address::loopback(text).map_err(|failure| explained(&failure))?,
        None => Address::notion(),
    };
    let transport = Http::new(address, token, REQUEST_TIMEOUT).map_err(|failure| explained(&failure))?;
    let previous = read_offline(session, settings)?.snapshot;
    let mut notion_settings = notion_settings(settings)?;
    if shrink == Shrink::Accepted {
        notion_settings.limits.shrink_percent = Limits::ANY_SHRINK;
    }
    let as_of = environment.now.ok_or_else(|| Failure("the clock is out of range".to_owned()))?;
    let notion_session = notion::Session { transport: &transport, clock: environment.clock.as_ref(), as_of };
    let fetched =
        notion::fetch(&notion_settings, &notion_session, previous.as_ref()).map_err(|failure| explained(&failure))?;
    let path = session.folder.join(&settings.opportunities.snapshot);
    refuse_foreign(&path)?;
    write(&path, fetched.snapshot.to_json()?.as_bytes(), Expected::Anything)?;
    if previous.is_none_or(|previous| previous.bindings.is_empty()) {
        note_unbound(session.notes, &fetched.unbound);
    }
    for diagnostic in &fetched.diagnostics {
        session.notes.note(&format!("note: {diagnostic}"));
    }
    Ok(fetched)
}

/// Names the roles without a property, with the names that were searched.
fn note_unbound(notes: &dyn Notes, unbound: &[UnboundRole]) {
    let role = |unbound: &UnboundRole| format!("{} ({})", unbound.role.name(), unbound.wanted.join(", "));
    let roles: Vec<String> = unbound.iter().filter(|unbound| !unbound.wanted.is_empty()).map(role).collect();
    if !roles.is_empty() {
        notes.note(&format!(
            "note: roles without a property: {}; name them in `properties` of [opportunities.notion]",
            roles.join(", ")
        ));
    }
}

/// Refuses to replace a file that is not a snapshot of opportunities.
fn refuse_foreign(path: &Path) -> Result<(), Failure> {
    if !path.is_file() {
        return Ok(());
    }
    let bytes = read_file(path, LIMIT)?;
    // Also one that is cut off, or that has the marks of a merge conflict.
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(&bytes)).into_owned();
    if bytes.is_empty() || beginning.contains(opportunity::SCHEMA) {
        return Ok(());
    }
    Err(Failure(format!(
        "{} is not a snapshot of opportunities, so it was not replaced; name another file with `snapshot` in \
         [opportunities]",
        path.display()
    )))
}

fn explained(failure: &notion::Failure) -> Failure {
    Failure(failure.to_string())
}

fn notion_settings(settings: &Settings) -> Result<notion::Settings, Failure> {
    let own = &settings.opportunities;
    let missing = || Failure("[opportunities.notion] names no `url`; paste the link of the database there".to_owned());
    let source = own.notion_url.as_ref().ok_or_else(missing)?.value.clone();
    let mapping = Mapping::new(&own.properties)
        .map_err(|role| Failure(format!("[opportunities.notion] properties: `{role}` is not a role")))?;
    Ok(notion::Settings { source, mapping, ..notion::Settings::default() })
}
