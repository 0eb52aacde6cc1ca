//! Reading Notion: when a command does it, and what stays if it fails.

use super::environment::Session;
use super::failure::Failure;
use super::notes::{Notes, Stage};
use super::opportunities::{LIMIT, TITLES, read_attempt};
use super::scope::OpportunityAccess;
use super::sync_progress::with_progress;
use crate::config::{OpportunitySource, Settings};
use crate::inputs::{Files as _, read_file, read_optional, read_site_settings};
use crate::notion::{
    self, Address, Fetched, Http, Limits, Mapping, Previous, RequestedWaits, TitleCache, Token, UnboundRole,
};
use crate::opportunity::{
    self, ATTEMPT_SCHEMA, Attempt, AttemptFailure, FileForm, Snapshot, Stages, Timestamp, Written,
};
use crate::user_files::{Expected, write};
use std::path::Path;

/// How many bytes at the beginning of a snapshot are searched for its schema.
const BEGINNING: usize = 512;
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

/// Reads Notion before a build or a preview, if the settings name it, a token is set, and the last attempt is long enough ago.
/// A failure is noted and recorded; the last snapshot stays.
///
/// # Errors
/// The settings or the snapshot cannot be read, or nothing can be written.
pub(super) fn refresh_before(session: &Session<'_>, access: OpportunityAccess) -> Result<(), Failure> {
    if access == OpportunityAccess::Offline || session.environment.notion_token.is_none() {
        return Ok(());
    }
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(&session.files())?;
    if settings.opportunities.source != OpportunitySource::Notion || !is_due(session, &settings) {
        return Ok(());
    }
    session.notes.begin(Stage::Sync);
    let terms = RefreshTerms { shrink: Shrink::Refused, patience: Patience::Build };
    if let Err(Failure(text)) = refresh(session, &settings, terms).unwrap_or_else(Err) {
        session.notes.note(&format!("warning: {text}"));
        if session.folder.join(&settings.opportunities.snapshot).is_file() {
            session.notes.note("warning: the last snapshot is used instead");
        }
    }
    Ok(())
}

/// How long a command waits for Notion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// At most [`Limits::stall`] without a new row, waits that Notion requests included.
    Build,
    /// The same, but waits that Notion requests are granted.
    Sync,
}

/// Returns whether Notion has to be read: there is no snapshot, the settings changed, a person may have removed the cause of the
/// last failure, or the last attempt is longer ago than the settings say.
fn is_due(session: &Session<'_>, settings: &Settings) -> bool {
    let own = &settings.opportunities;
    let Some(attempt) = read_attempt(session, settings) else { return true };
    let retry_at_once = attempt.failure.as_ref().is_some_and(|failure| failure.retry_at_once);
    let is_other = attempt.settings != settings_digest(session, settings);
    let is_missing = attempt.failure.is_none() && !session.folder.join(&own.snapshot).is_file();
    let age = session.environment.now.map(|now| now.unix() - attempt.at.unix());
    let least = i64::try_from(own.refresh_minutes.saturating_mul(60)).unwrap_or(i64::MAX);
    let is_old = age.is_none_or(|age| !(0..least).contains(&age));
    retry_at_once || is_other || is_missing || is_old
}

/// Identifies the settings with which Notion is read.
fn settings_digest(session: &Session<'_>, settings: &Settings) -> String {
    let own = &settings.opportunities;
    let url = own.notion_url.as_ref().map(|url| &url.value);
    let written = Written::of_settings(own);
    let (properties, requests) = (&own.properties, own.page_requests);
    let facts = format!("{url:?} {properties:?} {written:?} {requests} {:?}", session.environment.notion_address);
    blake3::hash(facts.as_bytes()).to_hex().chars().take(16).collect()
}

/// How Notion is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct RefreshTerms {
    /// Whether far fewer rows are accepted.
    pub(super) shrink: Shrink,
    /// How long is waited.
    pub(super) patience: Patience,
}

/// What an attempt to read Notion came to; a failure is recorded, so that checks and pages report it.
pub(super) type Outcome = Result<Fetched, Failure>;

/// Reads every opportunity from Notion, writes the snapshot, and records the attempt. Its outcome is a failure if anything could
/// have kept a row back; the last snapshot then stays as it was.
///
/// # Errors
/// No attempt was recorded: there is no token, the snapshot is another file, or nothing can be written.
pub(super) fn refresh(session: &Session<'_>, settings: &Settings, terms: RefreshTerms) -> Result<Outcome, Failure> {
    let own = &settings.opportunities;
    let Some(token) = session.environment.notion_token.as_deref() else {
        return Err(Failure(format!("there is no token; set {TOKEN} to the connection's secret")));
    };
    let at = session.environment.now.ok_or_else(|| Failure("the clock is out of range".to_owned()))?;
    let path = session.folder.join(&own.snapshot);
    refuse_foreign(&path)?;
    let previous = read_previous(session, settings)?;
    let request = Request { token, at, previous: previous.as_ref(), terms };
    let outcome = fetch(session, settings, &request);
    if let Ok(fetched) = &outcome {
        let titles = session.folder.join(TITLES);
        write(&titles, fetched.titles.to_json()?.as_bytes(), Expected::Anything)?;
        write(&path, fetched.snapshot.to_json()?.as_bytes(), Expected::Anything)?;
        note_details(session.notes, fetched, previous.as_ref());
    }
    let failure = outcome.as_ref().err().cloned();
    let schema = ATTEMPT_SCHEMA.to_owned();
    let attempt = Attempt { schema, at, settings: settings_digest(session, settings), failure };
    let attempt_path = session.folder.join(own.attempt_path());
    write(&attempt_path, attempt.to_json()?.as_bytes(), Expected::Anything)?;
    Ok(outcome.map_err(in_full))
}

/// What one attempt is made with.
struct Request<'a> {
    token: &'a str,
    at: Timestamp,
    previous: Option<&'a Snapshot>,
    terms: RefreshTerms,
}

/// A client for Notion, and the settings with which it is used.
pub(super) struct Connection {
    pub(super) transport: Http,
    pub(super) settings: notion::Settings,
}

/// Makes a client for the Notion of a site.
///
/// # Errors
/// The token or the settings cannot be used.
pub(super) fn connect(session: &Session<'_>, settings: &Settings, token: &str) -> Result<Connection, Failure> {
    open(session, settings, token).map_err(in_full)
}

fn in_full(AttemptFailure { message, help, .. }: AttemptFailure) -> Failure {
    Failure(format!("{message}. {help}"))
}

fn open(session: &Session<'_>, settings: &Settings, token: &str) -> Result<Connection, AttemptFailure> {
    let token = Token::new(token).ok_or_else(|| {
        unusable(format!("the value of {TOKEN} is not a token"), "Copy the token from the connection's page in Notion.")
    })?;
    let settings = notion_settings(settings)?;
    let address = match &session.environment.notion_address {
        Some(text) => Address::loopback(text).map_err(|failure| recorded(&failure))?,
        None => Address::notion(),
    };
    let transport = Http::new(address, token).map_err(|failure| recorded(&failure))?;
    Ok(Connection { transport, settings })
}

fn fetch(session: &Session<'_>, settings: &Settings, request: &Request<'_>) -> Result<Fetched, AttemptFailure> {
    let environment = session.environment;
    let Connection { transport, settings: mut notion_settings } = open(session, settings, request.token)?;
    notion_settings.limits = limits(request.terms);
    let titles = read_titles(session);
    let previous = Previous { snapshot: request.previous, titles: Some(&titles) };
    let clock = environment.clock.as_ref();
    let fetched = with_progress(session.notes, |progress| {
        let notion_session = notion::Session { transport: &transport, clock, as_of: request.at, progress };
        notion::fetch(&notion_settings, &notion_session, previous)
    });
    fetched.map_err(|failure| recorded(&failure))
}

/// Returns the last snapshot; `None` if there is none.
fn read_previous(session: &Session<'_>, settings: &Settings) -> Result<Option<Snapshot>, Failure> {
    let mut findings = Vec::new();
    let file = read_optional(&session.files(), &settings.opportunities.snapshot, LIMIT, &mut findings)?;
    Ok(file.and_then(|file| opportunity::read(&file, &FileForm::default()).0))
}

/// Reads the titles of related pages that the last fetch left; none if they cannot be read.
fn read_titles(session: &Session<'_>) -> TitleCache {
    let bytes = session.files().read(TITLES, LIMIT).unwrap_or_default();
    TitleCache::parse(&String::from_utf8_lossy(&bytes))
}

fn recorded(failure: &notion::Failure) -> AttemptFailure {
    let retry_at_once = failure.is_for_a_person();
    AttemptFailure { message: failure.message(), help: failure.help().to_owned(), retry_at_once }
}

fn unusable(message: String, help: &str) -> AttemptFailure {
    AttemptFailure { message, help: help.to_owned(), retry_at_once: true }
}

fn note_details(notes: &dyn Notes, fetched: &Fetched, previous: Option<&Snapshot>) {
    if previous.is_none_or(|previous| previous.bindings.is_empty()) {
        note_unbound(notes, &fetched.unbound);
    }
    for diagnostic in &fetched.diagnostics {
        notes.note(&format!("note: {diagnostic}"));
    }
    note_unread(notes, &fetched.snapshot);
}

/// Counts the pages that were not read, with the first reason; `check` names them.
fn note_unread(notes: &dyn Notes, snapshot: &Snapshot) {
    let Some(first) = snapshot.unread_pages.first() else { return };
    let count = snapshot.unread_pages.len();
    notes.note(&format!(
        "note: to-dos and comments of open opportunities that were not read: {count}; {}; `fieldbook check --rule \
         opportunities/unread-pages` names them",
        first.reason
    ));
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
         [opportunities.notion]",
        path.display()
    )))
}

fn notion_settings(settings: &Settings) -> Result<notion::Settings, AttemptFailure> {
    let own = &settings.opportunities;
    let source = own.notion_url.as_ref().ok_or_else(|| {
        unusable("[opportunities.notion] names no `url`".to_owned(), "Paste the link of the database there.")
    })?;
    let mapping = Mapping::new(&own.properties).map_err(|role| {
        let message = format!("`properties` of [opportunities.notion]: `{role}` is not a role");
        unusable(message, "Use one of the roles in docs/opportunities.md.")
    })?;
    let (source, written) = (source.value.clone(), Written::of_settings(own));
    let (stages, page_requests) = (Stages::of_settings(own), own.page_requests);
    Ok(notion::Settings { source, mapping, written, limits: Limits::default(), stages, page_requests })
}

fn limits(terms: RefreshTerms) -> Limits {
    let mut limits = Limits::default();
    if terms.patience == Patience::Build {
        limits.requested_waits = RequestedWaits::Counted;
    }
    if terms.shrink == Shrink::Accepted {
        limits.shrink_percent = Limits::ANY_SHRINK;
    }
    limits
}
