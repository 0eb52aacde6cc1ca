//! What the last run found in the history up to one commit, in `.fieldbook/cache/`, so that an edit is not a reason to follow
//! every date again.
//!
//! Where a date comes from depends on the commit, on what the file says now and on what decides how versions are read, and on
//! nothing else. A file that is cut short, changed, or of another commit counts as none, and so does one that Git keeps. If
//! nothing can be written, nothing is remembered.

use crate::inputs::read_file_with;
use crate::library::{DatedPart, DatedStatement, Introduction, Origin, StatementOrigins, UnknownOrigin};
use crate::platform::DiskHook;
use crate::publish::{Disk, write_atomically};
use crate::secrets::holds_secret;
use crate::session::cache_folder::CacheFolder;
use crate::session::environment::Session;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the file.
const FILE: &str = "origins";
/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/origins/1\n";
/// The largest file that is read or written, in bytes.
const LIMIT: usize = 256 << 20;
/// The length of a hash in bytes.
const HASH: usize = 32;
/// The least number of new files that are worth writing everything again.
const LEAST_NEW: usize = 32;

/// The origins of the parts of one file, by the id of their entry.
pub(super) type FileOrigins = Vec<((String, DatedPart), StatementOrigins)>;

/// What a file says now, and of which of its parts the history is needed.
///
/// That is decided beside the file too: a claim whose text is as hashed needs none, and the names of a site decide whether it is.
#[derive(Serialize)]
pub(super) struct DatedFile<'a> {
    /// Its path.
    #[serde(skip)]
    pub(super) path: &'a str,
    /// All dated parts.
    pub(super) says: &'a [DatedStatement],
    /// The places of the parts whose history is needed.
    pub(super) needed: Vec<usize>,
}

/// What the last run found, and what this one adds.
pub(super) struct KnownOrigins {
    place: Option<Place>,
    key: [u8; HASH],
    /// What was found for each file, as bytes, by path.
    files: BTreeMap<String, KnownFile>,
    new: usize,
}

/// Where the file is.
struct Place {
    path: PathBuf,
    ignore: PathBuf,
    disk: DiskHook,
}

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KnownFile {
    /// A hash over what it says now, and of which parts the history is needed.
    says: [u8; HASH],
    /// The parts, as bytes.
    parts: Vec<u8>,
}

/// A part of an entry and its origins.
type KeptPart = ((String, DatedPart), KeptOrigin, Option<KeptOrigin>);

/// An origin as it is written.
#[derive(Serialize, Deserialize)]
enum KeptOrigin {
    Known(String, Box<DatedStatement>),
    Unknown(UnknownOrigin),
}

impl KnownOrigins {
    /// Knows nothing, and remembers nothing.
    pub(super) fn none() -> Self {
        Self { place: None, key: [0; HASH], files: BTreeMap::new(), new: 0 }
    }

    /// Recalls what the last run of a site of `session` found, if all of `facts` were the same.
    pub(super) fn recall(session: &Session<'_>, facts: &[&str]) -> Self {
        let place = session.environment.program.as_deref().and_then(|program| {
            let folder = CacheFolder::of(session)?;
            let (path, ignore) = (folder.path().join(FILE), folder.path().join(".gitignore"));
            Some((Place { path, ignore, disk: session.environment.disk.clone() }, program))
        });
        let Some((place, program)) = place else {
            return Self::none();
        };
        let key = *blake3::hash(format!("{program:?}\n{facts:?}").as_bytes()).as_bytes();
        let limit = u64::try_from(LIMIT).unwrap_or(u64::MAX);
        let bytes = read_file_with(&place.disk, &place.path, limit).unwrap_or_default();
        let files = parse(&bytes, &key).unwrap_or_default();
        Self { place: Some(place), key, files, new: 0 }
    }

    /// Returns the origins of the needed parts of each of `files`; nothing of a file that is not known.
    pub(super) fn of(&self, files: &[DatedFile<'_>]) -> Vec<Option<FileOrigins>> {
        let known = |file: &DatedFile<'_>| {
            let known = self.files.get(file.path)?;
            (known.says == hash_of(file)?).then(|| read(&known.parts))?
        };
        if self.files.is_empty() { vec![None; files.len()] } else { files.par_iter().map(known).collect() }
    }

    /// Takes what was found for `file`, for the next run; nothing with a credential.
    pub(super) fn add(&mut self, file: &DatedFile<'_>, found: &FileOrigins) {
        if self.place.is_none() {
            return;
        }
        let known = hash_of(file).and_then(|says| Some(KnownFile { says, parts: written(found)? }));
        if let Some(known) = known {
            self.files.insert(file.path.to_owned(), known);
            self.new += 1;
        }
    }

    /// Keeps what is known of the files that `is_present` says are still there.
    pub(super) fn keep(mut self, is_present: impl Fn(&str) -> bool) {
        let Some(place) = &self.place else { return };
        if self.new < LEAST_NEW {
            return;
        }
        self.files.retain(|path, _| is_present(path));
        let Some(bytes) = bytes_of(&self.files, &self.key).filter(|bytes| bytes.len() <= LIMIT) else { return };
        // The folder ignores itself, so that no user has to. What cannot be written is found again.
        let disk = Disk::new(place.disk.clone());
        if place.ignore.exists() || write_atomically(&disk, &place.ignore, b"*\n").is_ok() {
            let _ = write_atomically(&disk, &place.path, &bytes);
        }
    }
}

fn hash_of(file: &DatedFile<'_>) -> Option<[u8; HASH]> {
    Some(*blake3::hash(&postcard::to_allocvec(file).ok()?).as_bytes())
}

fn bytes_of(files: &BTreeMap<String, KnownFile>, key: &[u8; HASH]) -> Option<Vec<u8>> {
    let mut bytes = postcard::to_extend(files, [SCHEMA, key].concat()).ok()?;
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    Some(bytes)
}

fn parse(bytes: &[u8], key: &[u8; HASH]) -> Option<BTreeMap<String, KnownFile>> {
    let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
    let content = bytes.strip_prefix(SCHEMA)?.strip_prefix(key)?;
    if blake3::hash(bytes) != *sum {
        return None;
    }
    let (files, rest) = postcard::take_from_bytes(content).ok()?;
    rest.is_empty().then_some(files)
}

/// Returns the bytes of what was found; `None` if it may be found next time, or if a text has a credential.
fn written(found: &FileOrigins) -> Option<Vec<u8>> {
    let mut parts: Vec<KeptPart> = Vec::new();
    for (part, StatementOrigins { date, record }) in found {
        let is_same = match (date.known(), record.known()) {
            (Some(date), Some(record)) => date.commit == record.commit && date.said == record.said,
            _ => false,
        };
        let record = if is_same { None } else { Some(kept(record)?) };
        parts.push((part.clone(), kept(date)?, record));
    }
    postcard::to_allocvec(&parts).ok()
}

fn kept(origin: &Origin) -> Option<KeptOrigin> {
    match origin {
        Origin::Unknown(UnknownOrigin::Uncommitted) => Some(KeptOrigin::Unknown(UnknownOrigin::Uncommitted)),
        // The cause may be gone next time.
        Origin::Unknown(_) => None,
        Origin::Known(Introduction { commit, said, .. }) => {
            let text = serde_json::to_string(said.as_ref()).ok()?;
            (!holds_secret(&text)).then(|| KeptOrigin::Known(commit.clone(), Box::new(DatedStatement::clone(said))))
        }
    }
}

fn read(parts: &[u8]) -> Option<FileOrigins> {
    let (parts, rest): (Vec<KeptPart>, _) = postcard::take_from_bytes(parts).ok()?;
    let origin = |kept| match kept {
        KeptOrigin::Known(commit, said) => Origin::Known(Introduction::new(commit, Arc::from(said))),
        KeptOrigin::Unknown(cause) => Origin::Unknown(cause),
    };
    let origins = parts.into_iter().map(|(part, date, record)| {
        let date = origin(date);
        let record = record.map_or_else(|| date.clone(), origin);
        (part, StatementOrigins { date, record })
    });
    rest.is_empty().then(|| origins.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::DateRecord;

    fn statement(text: &str) -> DatedStatement {
        DatedStatement {
            entry: "pages/a".to_owned(),
            part: DatedPart::Entry,
            record: DateRecord::default(),
            sources: Vec::new(),
            texts: vec![text.to_owned()],
        }
    }

    fn known(commit: &str, text: &str) -> Origin {
        Origin::Known(Introduction::new(commit.to_owned(), Arc::new(statement(text))))
    }

    fn found(date: Origin, record: Origin) -> FileOrigins {
        vec![(("pages/a".to_owned(), DatedPart::Entry), StatementOrigins { date, record })]
    }

    fn file<'a>(says: &'a [DatedStatement], needed: &[usize]) -> DatedFile<'a> {
        DatedFile { path: "content/pages/a.md", says, needed: needed.to_vec() }
    }

    #[test]
    fn a_file_is_known_while_it_says_the_same_and_needs_the_history_of_the_same_parts() {
        let (one, other) = ([statement("One."), statement("Two.")], [statement("One."), statement("2.")]);
        let parts = written(&found(known("c", "One."), known("c", "One."))).expect("kept");
        let says = hash_of(&file(&one, &[0])).expect("a hash");
        let files = BTreeMap::from([("content/pages/a.md".to_owned(), KnownFile { says, parts })]);
        let known = KnownOrigins { files, ..KnownOrigins::none() };
        let elsewhere = DatedFile { path: "content/pages/b.md", ..file(&one, &[0]) };
        let asked = [file(&one, &[0]), file(&one, &[1]), file(&one, &[0, 1]), file(&other, &[0]), elsewhere];
        let is_known: Vec<bool> = known.of(&asked).iter().map(Option::is_some).collect();
        assert_eq!(is_known, [true, false, false, false, false]);
    }

    #[test]
    fn origins_are_read_as_they_were_written() {
        let unknown = || Origin::Unknown(UnknownOrigin::Uncommitted);
        for (date, record) in [
            (known("c", "One."), known("c", "One.")),
            (known("c", "One."), known("d", "One.")),
            (known("c", "One."), known("c", "Two.")),
            (known("c", "One."), unknown()),
            (unknown(), unknown()),
        ] {
            let origins = found(date, record);
            let bytes = written(&origins).expect("kept");
            assert_eq!(format!("{:?}", read(&bytes)), format!("{:?}", Some(&origins)));
            assert!(read(&[bytes.as_slice(), &[0]].concat()).is_none(), "more than was written");
        }
    }

    #[test]
    fn what_may_be_found_next_time_or_has_a_credential_is_not_kept() {
        for cause in
            [UnknownOrigin::NotRead, UnknownOrigin::NoHistory, UnknownOrigin::Shallow, UnknownOrigin::Unreadable]
        {
            assert_eq!(written(&found(Origin::Unknown(cause), known("c", "One."))), None, "{cause:?}");
            assert_eq!(written(&found(known("c", "One."), Origin::Unknown(cause))), None, "{cause:?}");
        }
        let token = format!("{}_{}", "ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8");
        assert_eq!(written(&found(known("c", &token), known("c", &token))), None);
    }

    #[test]
    fn any_other_byte_of_the_file_counts_as_none() {
        let parts = written(&found(known("c", "One."), known("c", "One."))).expect("kept");
        let statements = [statement("One.")];
        let says = hash_of(&file(&statements, &[0])).expect("a hash");
        let files = BTreeMap::from([("content/pages/a.md".to_owned(), KnownFile { says, parts })]);
        let bytes = bytes_of(&files, &[7; HASH]).expect("bytes");
        assert_eq!(parse(&bytes, &[7; HASH]), Some(files));
        assert_eq!(parse(&bytes, &[8; HASH]), None, "another commit");
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(parse(&other, &[7; HASH]), None, "byte {at}");
            assert_eq!(parse(&bytes[..at], &[7; HASH]), None, "cut at {at}");
        }
    }
}
