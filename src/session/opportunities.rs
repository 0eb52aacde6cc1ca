//! The opportunities of a site as they are on disk: a file, or the last snapshot of Notion with what is known of its age.

use super::environment::Session;
use super::failure::Failure;
use crate::config::{OpportunitySource, Settings};
use crate::finding::Finding;
use crate::git::{self, FileTime};
use crate::inputs::{Files, missing_opportunities, read_optional};
use crate::opportunity::{self, Attempt, FileForm, Snapshot, SourceFacts, Timestamp};
use crate::rules::secrets;

/// The largest file of opportunities that is read.
pub(super) const LIMIT: u64 = 64 << 20;
/// The largest record of an attempt that is read.
const ATTEMPT_LIMIT: u64 = 64 << 10;

/// The titles of related pages, which are read again only if they change.
pub(super) const TITLES: &str = ".fieldbook/cache/notion-titles.json";

/// The opportunities of a site.
pub(super) struct Opportunities {
    /// All of them; `None` if the site has no source, or a file that does not exist.
    pub(super) snapshot: Option<Snapshot>,
    /// What reading them found.
    pub(super) findings: Vec<Finding>,
}

/// Reads the opportunities that the settings name from disk.
pub(super) fn read_opportunities(session: &Session<'_>, settings: &Settings) -> Result<Opportunities, Failure> {
    read_from(session, &session.files(), settings)
}

/// Reads the opportunities that the settings name from `files`, and decides how current they are.
pub(super) fn read_from(
    session: &Session<'_>,
    files: &dyn Files,
    settings: &Settings,
) -> Result<Opportunities, Failure> {
    let Some(path) = settings.opportunities.path() else {
        return Ok(Opportunities { snapshot: None, findings: Vec::new() });
    };
    let mut findings = Vec::new();
    let Some(file) = read_optional(files, path, LIMIT, &mut findings)? else {
        findings.extend(missing_opportunities(files, settings));
        let is_file = settings.opportunities.source == OpportunitySource::File;
        if findings.is_empty() && is_file {
            session.notes.note(&format!("note: there are no opportunities at {path}; pages show none"));
        }
        // A snapshot that cannot be read is not one that was never made.
        let read = if findings.is_empty() { Read::Absent } else { Read::Unreadable };
        let snapshot = current(session, settings, read);
        return Ok(Opportunities { snapshot, findings });
    };
    let (snapshot, found) = opportunity::read(&file, &FileForm::of_settings(&settings.opportunities));
    findings.extend(found);
    findings.extend(secrets::check_file(&file));
    let snapshot = snapshot
        .map(|snapshot| Snapshot { as_of: snapshot.as_of.or_else(|| written_at(session, settings)), ..snapshot });
    let snapshot =
        current(session, settings, snapshot.map_or(Read::Unreadable, |snapshot| Read::Snapshot(Box::new(snapshot))));
    Ok(Opportunities { snapshot, findings })
}

/// Returns of when a file is that does not say it, where the settings limit its age: the time of its last commit, or, if Git does
/// not track it or it differs from the commit, that of its last change on disk. `None` if the history is cut off.
fn written_at(session: &Session<'_>, settings: &Settings) -> Option<Timestamp> {
    let own = &settings.opportunities;
    let is_limited = own.source == OpportunitySource::File && own.max_stale.is_some();
    let path = own.path().filter(|_| is_limited)?;
    match git::file_time(session.folder, path) {
        FileTime::Committed(time) => Timestamp::parse(&time),
        FileTime::Changed => Timestamp::from_unix(session.files().stamp(path)?.modified_seconds()),
        FileTime::Unknown => None,
    }
}

/// What became of the file of the opportunities.
enum Read {
    Snapshot(Box<Snapshot>),
    Absent,
    Unreadable,
}

fn current(session: &Session<'_>, settings: &Settings, read: Read) -> Option<Snapshot> {
    let is_unreadable = matches!(read, Read::Unreadable);
    let snapshot = match read {
        Read::Snapshot(snapshot) => Some(*snapshot),
        Read::Absent | Read::Unreadable => None,
    };
    let own = &settings.opportunities;
    let attempt = read_attempt(session, settings);
    let tracked = if own.source == OpportunitySource::Notion { tracked(session, settings) } else { Vec::new() };
    let facts = SourceFacts { attempt: attempt.as_ref(), is_unreadable, tracked: &tracked, today: session.today };
    Snapshot::with_status(snapshot, own, facts)
}

/// Returns the files with names from Notion that Git tracks, outside of private roots, which are repositories of their own.
fn tracked(session: &Session<'_>, settings: &Settings) -> Vec<String> {
    let own = &settings.opportunities;
    let is_private = |path: &String| {
        let is_below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'));
        settings.roots.iter().any(|root| root.private && is_below(&root.path.value))
    };
    let files = [own.snapshot.clone(), own.attempt_path(), TITLES.to_owned()].into_iter();
    let shared = files.filter(|path| !is_private(path) && session.folder.join(path).is_file());
    shared.filter(|path| git::is_tracked(&session.folder.join(path)) == Some(true)).collect()
}

/// Reads the record of the last attempt to read Notion; `None` if there is none that can be read.
pub(super) fn read_attempt(session: &Session<'_>, settings: &Settings) -> Option<Attempt> {
    if settings.opportunities.source != OpportunitySource::Notion {
        return None;
    }
    let bytes = session.files().read(&settings.opportunities.attempt_path(), ATTEMPT_LIMIT).ok()?;
    Attempt::parse(std::str::from_utf8(&bytes).ok()?)
}
