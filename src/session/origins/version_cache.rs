//! What earlier versions of files say, remembered from one run to the next in `.fieldbook/cache/`.
//!
//! A version depends on its content, its present path, the settings, the names of competitors and the program, and on
//! nothing else. A file that is cut short, changed or of other settings counts as none, and so does one that Git keeps:
//! the author of a change must not also provide what it is compared with. If nothing can be written, nothing is
//! remembered.

use super::version::{Version, VersionKey};
use crate::inputs::read_file;
use crate::library::DatedStatement;
use crate::publish::{Disk, write_atomically};
use crate::secrets::holds_secret;
use crate::session::cache_folder::CacheFolder;
use crate::session::environment::Session;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the file.
const FILE: &str = "versions";
/// The beginning of its first line; the rest is the key.
const SCHEMA: &str = "fieldbook/versions-cache/1";
/// The largest file that is read or written, in bytes.
const LIMIT: u64 = 128 << 20;
/// The least number of versions that are worth remembering.
const LEAST_NEW: usize = 32;

/// The remembered versions of one site.
pub(super) struct VersionCache {
    path: PathBuf,
    ignore: PathBuf,
    head: String,
}

impl VersionCache {
    /// Returns the memory of the site of `session`, as far as `meaning` decides what a version says; `None` if Git keeps
    /// files of it, or the program is not known.
    pub(super) fn of(session: &Session<'_>, meaning: &str) -> Option<Self> {
        let program = session.environment.program.as_ref()?;
        let cache = CacheFolder::of(session)?;
        let key = blake3::hash(format!("{program:?}\n{meaning}").as_bytes()).to_hex();
        let (path, ignore) = (cache.path().join(FILE), cache.path().join(".gitignore"));
        Some(Self { path, ignore, head: format!("{SCHEMA} {key}\n") })
    }

    /// Returns what is remembered; empty if nothing is, or for something else.
    pub(super) fn recall(&self) -> BTreeMap<VersionKey, Version> {
        self.read().unwrap_or_default()
    }

    fn read(&self) -> Option<BTreeMap<VersionKey, Version>> {
        let text = String::from_utf8(read_file(&self.path, LIMIT).ok()?).ok()?;
        let (body, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let rest = body.strip_prefix(self.head.as_str())?;
        if sum != checksum(body) {
            return None;
        }
        let lines = rest.lines().map(|line| serde_json::from_str::<(VersionKey, Vec<DatedStatement>)>(line).ok());
        lines.map(|line| line.map(|(key, version)| (key, Arc::new(version)))).collect()
    }

    /// Remembers `versions`, of which `new` were not remembered before, except for those with a credential.
    pub(super) fn keep(&self, versions: &BTreeMap<VersionKey, Option<Version>>, new: usize) {
        if new < LEAST_NEW {
            return;
        }
        let known = versions.iter().filter_map(|(key, version)| Some((key, version.as_ref()?.as_slice())));
        let lines = known.filter_map(|line| serde_json::to_string(&line).ok()).filter(|line| !holds_secret(line));
        let body = format!("{}{}", self.head, lines.collect::<Vec<_>>().join("\n"));
        let text = format!("{body}\n{}\n", checksum(&body));
        if text.len() as u64 > LIMIT {
            return;
        }
        // The folder ignores itself, so that no user has to. What cannot be written is read from Git again.
        let disk = Disk::default();
        let _ = write_atomically(&disk, &self.ignore, b"*\n")
            .and_then(|()| write_atomically(&disk, &self.path, text.as_bytes()));
    }
}

fn checksum(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
