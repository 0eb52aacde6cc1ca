//! Finding the commits that introduced the dates of a library.

use super::earlier::Value;
use super::known_origins::{DatedFile, FileOrigins, KnownOrigins};
use super::trace::{Trace, Walker};
use super::version::Version;
use super::versions::{Versions, meaning, root_of};
use crate::config::{Attestation, Settings};
use crate::git::{self, ComparedWith, NoChanges, Signatures};
use crate::library::{DatedPart, DatedStatement, Library, Origin, Origins, StatementOrigins, UnknownOrigin};
use crate::session::environment::Session;
use crate::session::target::Known;
use crate::wording::{HashVerdict, hash_verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::session) enum Detail {
    /// What the site's settings need.
    Needed,
    /// Everything, signatures too, for a person who asks about one date.
    Everything,
}

/// Returns where the dates of `known`, the site of `session`, come from, up to the commit `revision`. Roots that are
/// repositories of their own have a history of their own, up to their checked-out commit.
pub(in crate::session) fn find_origins(
    session: &Session<'_>,
    revision: &str,
    known: Known<'_>,
    detail: Detail,
) -> Origins {
    let (Known { settings, library }, folder) = (known, session.folder);
    let mut repositories: BTreeMap<Option<String>, Vec<Dated>> = BTreeMap::new();
    let own_roots = own_repositories(folder, settings);
    for dated in dated_parts(library, settings, detail) {
        let root = root_of(settings, &dated.file).map(|root| root.path.value.clone());
        repositories.entry(root.filter(|root| own_roots.contains(root))).or_default().push(dated);
    }
    let (mut statements, mut commits) = (BTreeMap::new(), BTreeMap::new());
    for (root, dated) in repositories {
        let (folder, prefix, revision) = match &root {
            Some(root) => (folder.join(root), format!("{root}/"), "HEAD"),
            None => (folder.to_owned(), String::new(), revision),
        };
        let place = Repository { folder, prefix, session, known, detail };
        let found = place.origins(revision, &dated);
        if detail == Detail::Everything || settings.site.attestation > Attestation::Text {
            commits.extend(place.commits(&found));
        }
        statements.extend(found);
    }
    Origins::new(statements, commits)
}

/// A dated part and the version of its file that is checked.
#[derive(Clone)]
struct Dated {
    /// Its number among all.
    number: usize,
    file: Arc<str>,
    version: Version,
    index: usize,
}

impl Dated {
    fn statement(&self) -> Option<&DatedStatement> {
        self.version.get(self.index)
    }

    /// Returns the number of one of its values among all.
    fn number_of(&self, value: Value) -> usize {
        self.number * 2 + usize::from(value == Value::Record)
    }
}

/// Returns the parts of each file; those of one file follow each other.
fn files_of(dated: &[Dated]) -> impl Iterator<Item = &[Dated]> {
    dated.chunk_by(|one, next| one.file == next.file)
}

/// Returns the file of `parts`, all that are needed of it.
fn dated_file(parts: &[Dated]) -> Option<DatedFile<'_>> {
    let Dated { file, version, .. } = parts.first()?;
    Some(DatedFile { path: file, says: version, needed: parts.iter().map(|part| part.index).collect() })
}

/// Returns the dated parts whose history is needed.
fn dated_parts(library: &Library, settings: &Settings, detail: Detail) -> Vec<Dated> {
    let mut by_file: BTreeMap<&str, Vec<DatedStatement>> = BTreeMap::new();
    for statement in library.dated_statements() {
        if let Some(entry) = library.find(&statement.entry) {
            by_file.entry(entry.file.path()).or_default().push(statement);
        }
    }
    let is_needed = |statement: &DatedStatement| {
        let is_complete = detail == Detail::Everything || settings.site.attestation > Attestation::Text;
        let has_text = statement.part == DatedPart::Entry || !statement.texts.is_empty();
        is_complete || has_text && !is_as_hashed(statement, library)
    };
    let mut found = Vec::new();
    for (file, statements) in by_file {
        let (file, version): (Arc<str>, Version) = (file.into(), Arc::new(statements));
        let needed = version.iter().enumerate().filter(|(_, statement)| is_needed(statement));
        for (index, _) in needed {
            let (file, version) = (Arc::clone(&file), Arc::clone(&version));
            found.push(Dated { number: found.len(), file, version, index });
        }
    }
    found
}

/// Returns whether a claim is one text, which its hash shows to be the one that was verified.
fn is_as_hashed(statement: &DatedStatement, library: &Library) -> bool {
    let (Some(hash), [text], DatedPart::Claim(_)) =
        (&statement.record.hash, statement.texts.as_slice(), &statement.part)
    else {
        return false;
    };
    hash_verdict(hash, text, library.vocabulary()) == HashVerdict::Same
}

/// Returns the roots that are repositories of their own.
pub(in crate::session) fn own_repositories(folder: &Path, settings: &Settings) -> BTreeSet<String> {
    let roots = settings.roots.iter().map(|root| &root.path.value);
    let own = roots.filter(|root| folder.join(root).join(".git").exists());
    own.filter(|root| git::is_work_tree_of_its_own(&folder.join(root))).cloned().collect()
}

/// A repository that holds the site, or one of its roots.
struct Repository<'a> {
    folder: PathBuf,
    /// The path of its files from the site's folder, up to their path from `folder`.
    prefix: String,
    session: &'a Session<'a>,
    known: Known<'a>,
    detail: Detail,
}

/// Where values come from, by their number.
type Traced = BTreeMap<usize, Origin>;

/// The parts of entries with their origins.
type Found = BTreeMap<(String, DatedPart), StatementOrigins>;

impl Repository<'_> {
    fn origins(&self, revision: &str, dated: &[Dated]) -> Found {
        let Ok(start) = git::commit(&self.folder, revision) else {
            return self.traced(dated, &Err(UnknownOrigin::NoHistory));
        };
        let mut known = self.known_origins(revision, &start);
        let files: Vec<DatedFile<'_>> = files_of(dated).filter_map(dated_file).collect();
        let (mut found, mut others) = (Found::new(), Vec::new());
        for (file, origins) in files_of(dated).zip(known.of(&files)) {
            match origins {
                Some(origins) => found.extend(origins),
                None => others.extend(file.iter().cloned()),
            }
        }
        if others.is_empty() {
            return found;
        }
        let paths = self.paths(&start, others.iter().map(|dated| dated.file.as_ref()));
        let traced = self.trace(&start, &others, &paths);
        for parts in files_of(&others) {
            let Some(file) = dated_file(parts) else { continue };
            let origins: FileOrigins = self.traced(parts, &traced).into_iter().collect();
            // Where a file came from that was moved without a commit depends on the folder too.
            let is_in_place = paths.get(file.path).is_some_and(|there| there == file.path);
            if traced.is_ok() && is_in_place {
                known.add(&file, &origins);
            }
            found.extend(origins);
        }
        known.keep(|path| files.binary_search_by_key(&path, |file| file.path).is_ok());
        found
    }

    /// Returns what the last run found up to the commit `start`; nothing is remembered of other commits than the checked-out
    /// one, or for a person who asks about one date.
    fn known_origins(&self, revision: &str, start: &str) -> KnownOrigins {
        if revision != "HEAD" || !self.prefix.is_empty() || self.detail == Detail::Everything {
            return KnownOrigins::none();
        }
        let attestation = format!("{:?}", self.known.settings.site.attestation);
        KnownOrigins::recall(self.session, &[start, &attestation, &meaning(self.known)])
    }

    /// Returns the values that are followed for a part of an entry.
    fn values(&self) -> &'static [Value] {
        let attestation = self.known.settings.site.attestation;
        let is_text = attestation == Attestation::Text && self.detail == Detail::Needed;
        if is_text { &[Value::Date] } else { &[Value::Date, Value::Record] }
    }

    /// Returns the origins of `dated`, as far as they were `traced`.
    fn traced(&self, dated: &[Dated], traced: &Result<Traced, UnknownOrigin>) -> Found {
        let origin = |dated: &Dated, value: Value| match traced {
            Ok(found) => {
                found.get(&dated.number_of(value)).cloned().unwrap_or(Origin::Unknown(UnknownOrigin::Uncommitted))
            }
            Err(cause) => Origin::Unknown(*cause),
        };
        let parts = dated.iter().filter_map(|dated| {
            let statement = dated.statement()?;
            let date = origin(dated, Value::Date);
            let record =
                if self.values().contains(&Value::Record) { origin(dated, Value::Record) } else { date.clone() };
            Some(((statement.entry.clone(), statement.part.clone()), StatementOrigins { date, record }))
        });
        parts.collect()
    }

    /// Follows the values of `dated` through the history.
    ///
    /// # Errors
    /// There is none, or it is cut off.
    fn trace(&self, start: &str, dated: &[Dated], paths: &BTreeMap<&str, String>) -> Result<Traced, UnknownOrigin> {
        let walkers = dated.iter().flat_map(|dated| {
            self.values().iter().map(|value| Walker {
                number: dated.number_of(*value),
                file: Arc::clone(&dated.file),
                value: *value,
                version: Arc::clone(&dated.version),
                index: dated.index,
                is_committed: false,
            })
        });
        let here = walkers.filter_map(|walker| Some((paths.get(walker.file.as_ref())?.clone(), walker)));
        let mut trace = Trace::new(start, here.collect());
        let mut versions = Versions::new(self.session, &self.folder, self.known, paths.len());
        let mut read = |path: &str, object: &str| versions.read(path, object);
        let outcome = git::commit_changes(&self.folder, start, |commit| trace.take(commit, &mut read));
        outcome.map_err(|cause| match cause {
            NoChanges::NoHistory => UnknownOrigin::NoHistory,
            NoChanges::Shallow => UnknownOrigin::Shallow,
        })?;
        versions.keep();
        Ok(trace.finish())
    }

    /// Returns the path that each of `files` has in the commit `start`, from this repository's folder; a file that is not
    /// in it may have been moved since.
    fn paths<'f>(&self, start: &str, files: impl Iterator<Item = &'f str>) -> BTreeMap<&'f str, String> {
        let held = git::paths_in(&self.folder, start);
        let (mut paths, mut missing) = (BTreeMap::new(), Vec::new());
        for file in files {
            let Some(path) = file.strip_prefix(self.prefix.as_str()) else { continue };
            if held.contains(path) {
                paths.insert(file, path.to_owned());
            } else {
                missing.push(file);
            }
        }
        if missing.is_empty() {
            return paths;
        }
        let moved = git::renames(&self.folder, start, ComparedWith::Folder).unwrap_or_default();
        let former = |file: &'f str| Some((file, moved.get(file.strip_prefix(self.prefix.as_str())?)?.clone()));
        paths.extend(missing.into_iter().filter_map(former));
        paths
    }

    fn commits(&self, found: &Found) -> BTreeMap<String, crate::source::Commit> {
        let origins = found.values().flat_map(|origins| [&origins.date, &origins.record]);
        let hashes: BTreeSet<&str> = origins.filter_map(|origin| Some(origin.known()?.commit.as_str())).collect();
        let is_signed =
            self.detail == Detail::Everything || self.known.settings.site.attestation == Attestation::Signed;
        git::commits(&self.folder, &hashes, if is_signed { Signatures::Checked } else { Signatures::NotChecked })
    }
}
