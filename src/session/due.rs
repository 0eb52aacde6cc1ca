//! `fieldbook verify --due`: what is due, in the order in which it matters.

use super::check_plan::is_in;
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::read_opportunities;
use super::origins::{Detail, find_origins};
use super::target::Known;
use super::verify_target::hint;
use crate::config::{OpportunitySource, Settings};
use crate::due::{DueItem, DueItems, DueSelection, Horizon, owner_of, sort};
use crate::entry::Entry;
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::opportunity::{Exposures, Snapshot, Stages};
use crate::secrets::mask;
use crate::values::nearest;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;

/// A site whose due claims and entries are listed.
pub struct DueSite {
    /// The settings.
    pub settings: Settings,
    /// Every entry.
    pub library: Library,
    snapshot: Option<Snapshot>,
}

impl DueSite {
    /// Reads the site of `session`.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn read(session: &Session<'_>) -> Result<Self, Failure> {
        let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
        let (library, _) = Library::new(files, lists);
        let origins = find_origins(session, "HEAD", Known { settings: &settings, library: &library }, Detail::Needed);
        let library = library.with_origins(origins);
        let snapshot = read_opportunities(session, &settings)?.snapshot;
        note_gaps(session, &settings, &library, snapshot.as_ref());
        Ok(Self { settings, library, snapshot })
    }

    /// Returns what is due on the day of `session`, the most urgent first; of `owner` alone if one is given.
    pub fn items(&self, session: &Session<'_>, horizon: Horizon, owner: Option<&str>) -> Vec<DueItem<'_>> {
        let request = DueRequest { today: session.today, horizon, paths: &[] };
        let mut items = due_items(&self.library, &self.settings, self.snapshot.as_ref(), request).items;
        items.retain(|item| self.is_owned(item.entry, owner));
        items
    }

    /// Returns how many open opportunities depend on each entry, by id.
    pub(super) fn exposed(&self) -> BTreeMap<String, usize> {
        let snapshot = self.snapshot.as_ref();
        let stages = Stages::new(&self.settings.opportunities, snapshot);
        let exposures = snapshot.map(|snapshot| Exposures::new(snapshot, &self.library, &stages)).unwrap_or_default();
        let entries = self.library.entries().iter();
        entries.map(|entry| (entry.id.clone(), exposures.of_entry(entry, &self.library).len())).collect()
    }

    /// Returns whether `owner` owns `entry`; without an owner, whatever the owner is.
    pub(super) fn is_owned(&self, entry: &Entry, owner: Option<&str>) -> bool {
        owner.is_none_or(|owner| owner_of(entry, &self.library).is_some_and(|own| own.id == owner))
    }
}

/// Says what the list cannot have.
pub(super) fn note_gaps(session: &Session<'_>, settings: &Settings, library: &Library, snapshot: Option<&Snapshot>) {
    if library.has_unreadable() {
        session
            .notes
            .note("note: some files cannot be read as entries and are not listed; `fieldbook check` names them");
    }
    // A source that could not be read, or is left out, is a snapshot without opportunities that says why.
    let has_none = snapshot.is_none_or(|snapshot| snapshot.status.is_absent());
    if settings.opportunities.source != OpportunitySource::None && has_none {
        session.notes.note("note: there are no opportunities that can be read; nothing is shown as exposed");
    }
}

/// For which day and files the list is, and how far ahead it looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct DueRequest<'a> {
    pub(super) today: NaiveDate,
    pub(super) horizon: Horizon,
    /// The files and folders, as paths from the site's folder; empty means all.
    pub(super) paths: &'a [String],
}

/// Returns what is due, sorted.
pub(super) fn due_items<'a>(
    library: &'a Library,
    settings: &Settings,
    snapshot: Option<&'a Snapshot>,
    request: DueRequest<'_>,
) -> DueItems<'a> {
    let stages = Stages::new(&settings.opportunities, snapshot);
    let exposures = snapshot.map(|snapshot| Exposures::new(snapshot, library, &stages)).unwrap_or_default();
    let DueRequest { today, horizon, paths } = request;
    let entries = library.entries().iter().filter(|entry| is_in(entry.file.path(), paths));
    let mut due = DueSelection { library, exposures: &exposures, today, horizon }.of_entries(entries, settings);
    sort(&mut due.items);
    due
}

/// Returns an author's text in a form that is safe for a terminal: on one line, without control characters and without
/// credentials.
pub fn for_terminal(text: &str) -> String {
    let is_command = |symbol: char| {
        symbol.is_control()
            || matches!(symbol, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    mask(text).chars().map(|symbol| if is_command(symbol) { ' ' } else { symbol }).collect()
}

/// Returns the id of the person, or the name of the team, that `--owner` means.
///
/// # Errors
/// No person of that name and no entry with that owner, or Git does not say who `me` is.
pub fn find_owner(folder: &Path, library: &Library, name: &str) -> Result<String, Failure> {
    let people = &library.lists.people;
    if name == "me" {
        let mail = git::email(folder);
        let mail = mail.ok_or_else(|| {
            Failure("--owner me: Git has no user.email here; name the owner with --owner ID".to_owned())
        })?;
        let is_mine = |person: &&Person| person.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&mail));
        let me = people.iter().find(is_mine).map(|person| person.id.value.clone());
        return me.ok_or_else(|| {
            Failure(format!(
                "--owner me: no person in people.yaml has the address {}, Git's user.email",
                for_terminal(&mail)
            ))
        });
    }
    let bare = name.trim_start_matches('@');
    let is_meant = |person: &&Person| {
        person.id.value == bare
            || person.name == bare
            || person.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(bare))
    };
    if let Some(person) = people.iter().find(is_meant) {
        return Ok(person.id.value.clone());
    }
    // Teams are not listed: a team is what owns an entry and is not a person.
    let owners = || library.entries().iter().filter_map(|entry| entry.owner.as_ref());
    let teams = || owners().map(|owner| owner.value.trim_start_matches('@'));
    if teams().any(|team| team == bare) {
        return Ok(bare.to_owned());
    }
    let near = nearest(bare, people.iter().map(|person| person.id.value.as_str()).chain(teams()));
    Err(Failure(format!("--owner: no person in people.yaml and no owner of an entry is called {bare}{}", hint(near))))
}
