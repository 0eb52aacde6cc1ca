//! `fieldbook verify --due`: what is due, in the order in which it matters.

use super::environment::Session;
use super::failure::Failure;
use super::opportunities::{read_offline, stages};
use super::origins::{Detail, find_origins};
use super::verify::hint;
use crate::config::Settings;
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::opportunity::{Exposures, Opportunity, Snapshot};
use crate::secrets::mask;
use crate::values::nearest;
use crate::verification::{Due, due};
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
        let origins = find_origins(session.folder, "HEAD", &library, &settings, Detail::Needed);
        let library = library.with_origins(origins);
        let snapshot = read_offline(session, &settings)?.snapshot;
        Ok(Self { settings, library, snapshot })
    }

    /// Returns what is due on the day of `session`, the most urgent first; of `owner` alone if one is given.
    pub fn items(&self, session: &Session<'_>, owner: Option<&str>) -> Vec<DueItem<'_>> {
        let stages = stages(&self.settings);
        let exposures = self.snapshot.as_ref().map(|snapshot| Exposures::new(snapshot, &self.library, &stages));
        let exposures = exposures.unwrap_or_default();
        let mut items: Vec<DueItem<'_>> = due(&self.library, &self.settings, session.today)
            .into_iter()
            .filter(|due| owner.is_none_or(|owner| owns(owner, due, &self.library)))
            .map(|due| DueItem { opportunities: exposures.of_entry(due.entry, &self.library), due })
            .collect();
        sort(&mut items);
        items
    }
}

/// Something that is due, and the open opportunities that it affects.
pub struct DueItem<'a> {
    /// What is due.
    pub due: Due<'a>,
    /// The open opportunities.
    pub opportunities: Vec<&'a Opportunity>,
}

/// Puts what affects open opportunities first, the first to close before the others; then what is longest overdue; then
/// what is soon due. An entry comes after its claims, whose footnotes are part of the text that it vouches for.
fn sort(items: &mut Vec<DueItem<'_>>) {
    let closes = |item: &DueItem<'_>| item.opportunities.iter().filter_map(|one| one.close_date).min();
    items.sort_by_key(|item| {
        let (closes, urgency) = (closes(item), item.due.urgency());
        (item.opportunities.is_empty(), closes.is_none(), closes, urgency, item.due.step.from, item.due.name())
    });
    let (claims, wholes): (Vec<_>, Vec<_>) =
        std::mem::take(items).into_iter().partition(|item| item.due.claim.is_some());
    *items = claims;
    for whole in wholes {
        let is_same = |item: &DueItem<'_>| item.due.entry.id == whole.due.entry.id;
        let after_claims = items.iter().rposition(is_same).map(|index| index + 1);
        let key = |item: &DueItem<'_>| {
            (
                item.opportunities.is_empty(),
                closes(item).is_none(),
                closes(item),
                item.due.urgency(),
                item.due.step.from,
            )
        };
        let place = items.iter().position(|item| key(item) > key(&whole)).unwrap_or(items.len());
        items.insert(after_claims.map_or(place, |after| after.max(place)), whole);
    }
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
/// No person of that name, or Git does not say who `me` is.
pub fn find_owner(folder: &Path, people: &[Person], name: &str) -> Result<String, Failure> {
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
    let near = nearest(bare, people.iter().map(|person| person.id.value.as_str()));
    match near {
        // Teams are not listed, so a name that resembles no person's may be a team.
        None => Ok(bare.to_owned()),
        Some(_) => Err(Failure(format!("--owner: there is no person {bare} in people.yaml{}", hint(near)))),
    }
}

fn owns(owner: &str, due: &Due<'_>, library: &Library) -> bool {
    let Some(own) = &due.entry.owner else { return false };
    let person = library.lists.person(&own.value);
    person.map_or_else(|| own.value.trim_start_matches('@') == owner, |person| person.id.value == owner)
}
