//! Recording re-checks: which claim or entry is meant, who checked it, and the text that says so.

use super::environment::Session;
use super::failure::Failure;
use super::notes::Notes;
use super::overwrite::overwrite;
use crate::config::Settings;
use crate::entry::{Context, Entry, EntryFile, read_entries};
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::source::SourceFile;
use crate::values::nearest;
use crate::verification::{VerificationRecord, is_footnote, with_verification};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// An entry, or one of its claims.
pub struct Target<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim's id.
    pub claim: Option<&'a str>,
}

impl Target<'_> {
    /// Returns `entry` or `entry#claim`.
    pub fn name(&self) -> String {
        self.claim.map_or_else(|| self.entry.id.clone(), |claim| format!("{}#{claim}", self.entry.id))
    }
}

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
    let mut edited: BTreeMap<&str, (&Arc<SourceFile>, Arc<SourceFile>)> = BTreeMap::new();
    for target in &targets {
        let original = &target.entry.file;
        let now = edited.get(original.path()).map_or(original, |(_, now)| now);
        let text =
            verified_text(now, target, Known { settings: &settings, library: &library }, &recheck, session.notes)?;
        edited.insert(original.path(), (original, SourceFile::new(original.path(), text)));
    }
    let edits: Vec<_> = edited.values().map(|(original, now)| (original.as_ref(), now.as_ref())).collect();
    overwrite(session.folder, &edits, settings.limits.file)?;
    let verified = |target: &Target<'_>| Verified {
        name: target.name(),
        path: target.entry.file.path().to_owned(),
        recheck: recheck.clone(),
    };
    Ok(targets.iter().map(verified).collect())
}

/// What is known of the site whose file is edited.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its settings.
    pub settings: &'a Settings,
    /// Its entries.
    pub library: &'a Library,
}

/// Returns the text of `file` in which the target is verified.
///
/// # Errors
/// The target is no longer there, or its fields cannot be edited in place.
pub fn verified_text(
    file: &Arc<SourceFile>,
    target: &Target<'_>,
    known: Known<'_>,
    record: &VerificationRecord,
    notes: &dyn Notes,
) -> Result<String, Failure> {
    let Known { settings, library } = known;
    let fault = |text: &str| Failure(format!("{}: {text}", target.name()));
    let before = read(file, target, settings);
    let entry = same(&before, target).ok_or_else(|| fault("it is no longer in its file"))?;
    let claim = target.claim.and_then(|claim| entry.claim(claim));
    let text =
        with_verification(entry, claim, record, library.vocabulary()).map_err(|refusal| fault(&refusal.to_string()))?;
    if claim.is_some_and(|claim| is_footnote(entry, claim)) && (record.method.is_some() || record.with.is_some()) {
        notes.note(&format!(
            "note: {}: a footnote records only a day and a name; method and `with` are dropped",
            target.name()
        ));
    }
    let after = read(&SourceFile::new(file.path(), text.clone()), target, settings);
    let is_read_back = same(&after, target).is_some_and(|entry| {
        let verified = match target.claim {
            Some(claim) => entry.claim(claim).and_then(|claim| claim.verified.as_ref()),
            None => entry.verified.as_ref(),
        };
        verified.is_some_and(|verified| verified.on.value == record.on)
    });
    if is_read_back && after.findings.len() <= before.findings.len() {
        Ok(text)
    } else {
        Err(fault("its `verified` would not read back as written; edit it by hand"))
    }
}

fn read(file: &Arc<SourceFile>, target: &Target<'_>, settings: &Settings) -> EntryFile {
    let root = settings.roots.iter().find(|root| root.path.value == *target.entry.root);
    match root {
        Some(root) => read_entries(file, Context { settings, root }),
        None => EntryFile { id: String::new(), file: Arc::clone(file), entries: Vec::new(), findings: Vec::new() },
    }
}

fn same<'f>(file: &'f EntryFile, target: &Target<'_>) -> Option<&'f Entry> {
    file.entries.iter().find(|entry| entry.id == target.entry.id).map(AsRef::as_ref)
}

/// Finds the entry or claim called `name`.
///
/// # Errors
/// The library has no such entry, or the entry no such claim.
fn find_target<'a>(library: &'a Library, name: &'a str) -> Result<Target<'a>, Failure> {
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
