//! Recording re-checks: which claim or entry is meant, who checked it, and the text that says so.

use super::environment::Session;
use super::failure::Failure;
use super::notes::Notes;
use super::rechecks::Rechecks;
use super::target::{Known, Target};
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::values::nearest;
use crate::verification::VerificationRecord;
use std::path::Path;

/// What is recorded.
#[derive(Debug, Clone)]
pub struct VerifyOptions {
    /// The person who checked; by default the one that Git's settings name.
    pub by: Option<String>,
    /// With what or whom.
    pub with: Option<String>,
    /// How.
    pub method: Option<String>,
}

impl VerifyOptions {
    /// Returns what is recorded of a check on the day of `session`.
    ///
    /// # Errors
    /// `people.yaml` has no person of the given name.
    pub fn recheck(&self, session: &Session<'_>, people: &[Person]) -> Result<VerificationRecord, Failure> {
        let by = verifier(session.folder, people, self.by.as_deref(), session.notes)?;
        Ok(VerificationRecord { on: session.today, by, with: self.with.clone(), method: self.method.clone() })
    }
}

/// A target whose re-check was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// `entry` or `entry#claim`.
    pub name: String,
    /// The file.
    pub path: String,
    /// What was recorded.
    pub recheck: VerificationRecord,
}

/// Records a re-check of `targets`, all or none: every text is made before the first file is written.
///
/// # Errors
/// A target does not exist or cannot be edited, or a file cannot be read or written.
pub fn verify(session: &Session<'_>, targets: &[String], options: &VerifyOptions) -> Result<Vec<Verified>, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let recheck = options.recheck(session, &library.lists.people)?;
    let found = targets.iter().map(|name| find_target(&library, name));
    let mut targets = found.collect::<Result<Vec<Target<'_>>, Failure>>()?;
    // A footnote is part of the text that the hash of its entry covers, so claims come first.
    targets.sort_by_key(|target| target.claim.is_none());
    let mut rechecks = Rechecks::new(session, Known { settings: &settings, library: &library }, &recheck);
    targets.iter().try_for_each(|target| rechecks.add(target))?;
    rechecks.write()?;
    let verified = |target: &Target<'_>| Verified {
        name: target.name(),
        path: target.entry.file.path().to_owned(),
        recheck: recheck.clone(),
    };
    Ok(targets.iter().map(verified).collect())
}

/// Finds the entry or claim called `name`.
///
/// # Errors
/// The library has no such entry, or the entry no such claim.
pub(super) fn find_target<'a>(library: &'a Library, name: &'a str) -> Result<Target<'a>, Failure> {
    let (id, claim) = name.split_once('#').map_or((name, None), |(id, claim)| (id, Some(claim)));
    let ids = || library.entries().iter().map(|entry| entry.id.as_str());
    let Some(entry) = library.entries().iter().find(|entry| entry.id == id) else {
        if library.is_unreadable(id) {
            return Err(Failure(format!("{id} cannot be read; run `fieldbook check` to see why")));
        }
        let tail = ids().find(|known| known.rsplit('/').next() == Some(id));
        let successor = library.find(id).map(|entry| entry.id.as_str());
        let hint = hint(successor.or(tail).or_else(|| nearest(id, ids())));
        return Err(Failure(format!("there is no entry {id}{hint}")));
    };
    match claim {
        Some(claim) if entry.claim(claim).is_none() => {
            let hint = hint(nearest(claim, entry.claims.iter().map(|known| known.id.value.as_str())));
            Err(Failure(format!("{id} has no claim {claim}{hint}")))
        }
        _ => Ok(Target { entry, claim }),
    }
}

/// Returns the end of a message that suggests `word`.
pub(super) fn hint(word: Option<&str>) -> String {
    word.map_or(String::new(), |word| format!("; did you mean {word}?"))
}

/// Returns the id of the person who checked: `given`, else the one that Git's settings name.
///
/// # Errors
/// `people.yaml` has no person of the given name.
fn verifier(
    folder: &Path,
    people: &[Person],
    given: Option<&str>,
    notes: &dyn Notes,
) -> Result<Option<String>, Failure> {
    let known = |name: &str| {
        let is_mail = |mail: &String| mail.eq_ignore_ascii_case(name);
        let is_meant = |person: &&Person| {
            person.id.value == name || person.name == name || person.email.as_ref().is_some_and(is_mail)
        };
        people.iter().find(is_meant).map(|person| person.id.value.clone())
    };
    match given {
        None => {
            let found = git::author(folder).iter().find_map(|name| known(name));
            if found.is_none() {
                notes.note(
                    "note: Git's user.email and user.name match no person in people.yaml; name the verifier with --by",
                );
            }
            Ok(found)
        }
        Some(name) if people.is_empty() => Ok(Some(name.to_owned())),
        Some(name) => known(name).map(Some).ok_or_else(|| {
            let hint = hint(nearest(name, people.iter().map(|person| person.id.value.as_str())));
            Failure(format!("there is no person {name} in people.yaml{hint}"))
        }),
    }
}
