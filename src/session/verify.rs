//! Recording re-checks: which claim or entry is meant, who checked it, and the text that says so.

use super::environment::Session;
use super::failure::Failure;
use super::notes::Notes;
use super::origins::{Detail, find_origins};
use super::people::{find_person, git_person};
use super::rechecks::Rechecks;
use super::target::{Known, Target};
use super::verify_target::find_target;
use crate::freshness::EntryAges;
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::verification::VerificationRecord;
use std::collections::BTreeSet;
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

/// What recording re-checks did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifications {
    /// What was recorded.
    pub recorded: Vec<Verified>,
    /// The claims of the same entries that readers still cannot rely on.
    pub left: Vec<LeftClaim>,
}

/// A claim that readers cannot rely on after a re-check of its entry or of another claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftClaim {
    /// `entry#claim`.
    pub name: String,
    /// Its state, in the words of messages.
    pub state: &'static str,
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
pub fn verify(session: &Session<'_>, targets: &[String], options: &VerifyOptions) -> Result<Verifications, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let recheck = options.recheck(session, &library.lists.people)?;
    let prefix = git::prefix(session.folder);
    let found = targets.iter().map(|name| find_target(&library, name, &prefix));
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
    Ok(Verifications { recorded: targets.iter().map(verified).collect(), left: left(session, &targets)? })
}

/// Returns the claims of the entries of `targets` that readers cannot rely on today, read again from disk.
fn left(session: &Session<'_>, targets: &[Target<'_>]) -> Result<Vec<LeftClaim>, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let origins = find_origins(session, "HEAD", Known { settings: &settings, library: &library }, Detail::Needed);
    let library = library.with_origins(origins);
    let ids: BTreeSet<&str> = targets.iter().map(|target| target.entry.id.as_str()).collect();
    let entries = ids.iter().filter_map(|id| library.find(id));
    let left = entries.flat_map(|entry| {
        let ages = EntryAges::new(entry, &library, &settings);
        let states = ages.claims.iter().map(|timeline| timeline.on(session.today).state);
        let claims: Vec<_> = entry.claims.iter().zip(states).filter(|(_, state)| !state.is_trusted()).collect();
        let left = claims
            .into_iter()
            .map(|(claim, state)| LeftClaim { name: format!("{}#{}", entry.id, claim.id.value), state: state.word() });
        left.collect::<Vec<_>>()
    });
    Ok(left.collect())
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
    if let Some(name) = given {
        return find_person(people, name).map(Some);
    }
    let found = git_person(folder, people);
    if found.is_none() {
        notes.note("note: Git's user.email and user.name match no person in people.yaml; name the verifier with --by");
    }
    Ok(found)
}
