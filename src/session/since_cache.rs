//! What `check --since` remembers of a commit from one run to the next: fingerprints, in `.fieldbook/cache/`.
//!
//! A commit's findings depend on its files, the day, the options and the program, and on nothing else; the name of
//! a file here is made of these. A file that is cut short, changed or of another version counts as none. If nothing can
//! be written, nothing is remembered.

use super::cache_folder::CacheFolder;
use super::environment::Session;
use crate::inputs::read_file;
use crate::publish::{Disk, write_atomically};
use crate::rules::Before;
use crate::secrets::holds_secret;
use std::path::PathBuf;

/// The first line of each file.
const SCHEMA: &str = "fieldbook/since-cache/1";
/// The largest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;
/// The number of commits that are remembered; of more, the oldest files are removed.
const MOST: usize = 16;

/// The memory of one site.
pub(super) struct SinceCache {
    folder: CacheFolder,
}

impl SinceCache {
    /// Returns the memory of the site of `session`; `None` if Git keeps files of it.
    pub(super) fn of(session: &Session<'_>) -> Option<Self> {
        CacheFolder::of(session).map(|folder| Self { folder })
    }

    /// Returns what is remembered under `key`.
    pub(super) fn recall(&self, key: &str) -> Option<Before> {
        let bytes = read_file(&self.path(key), LIMIT).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (body, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let rest = body.strip_prefix(&head(key))?;
        (sum == checksum(body)).then(|| Before::read(rest)).flatten()
    }

    /// Remembers `before` under `key`, and forgets what is old. What names a credential, such as the path of a file, is not
    /// remembered.
    pub(super) fn keep(&self, key: &str, before: &Before) {
        let body = format!("{}{}", head(key), before.to_text());
        if holds_secret(&body) {
            return;
        }
        let text = format!("{body}\n{}\n", checksum(&body));
        // The folder ignores itself, so that no user has to.
        let disk = Disk::default();
        let is_kept = write_atomically(&disk, &self.folder.path().join(".gitignore"), b"*\n").is_ok()
            && write_atomically(&disk, &self.path(key), text.as_bytes()).is_ok();
        if is_kept {
            self.folder.forget_all_but("since", MOST);
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.path().join(format!("{key}.since"))
    }
}

fn head(key: &str) -> String {
    format!("{SCHEMA} {key}\n")
}

fn checksum(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
