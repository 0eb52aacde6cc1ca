//! What `check --since` remembers of a commit from one run to the next: fingerprints, in `.fieldbook/cache/`.
//!
//! A commit's findings depend on its files, the day, the options and the program, and on nothing else; the name of
//! a file here is made of these. A file that is cut short, changed or of another version counts as none, and so does
//! one that Git keeps: the author of a change must not also provide what it is compared with. If nothing can be
//! written, nothing is remembered.

use crate::git;
use crate::inputs::read_file;
use crate::publish::{Disk, write_atomically};
use crate::rules::Before;
use crate::secrets::holds_secret;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder, from the site's.
const FOLDER: &str = ".fieldbook/cache";
/// The first line of each file.
const SCHEMA: &str = "fieldbook/since-cache/1";
/// The largest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;
/// The number of commits that are remembered; of more, the oldest files are removed.
const MOST: usize = 16;

/// The memory of one site.
pub(super) struct SinceCache {
    folder: PathBuf,
}

impl SinceCache {
    /// Returns the memory of the site in `folder`; `None` if Git keeps files of it.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        (!git::tracks(folder, FOLDER)).then(|| Self::in_folder(folder)).flatten()
    }

    /// Returns the memory of the site in `folder` if only this machine can have written it: Git keeps no file
    /// of it, or there is no history that could.
    pub(super) fn of_this_machine(folder: &Path) -> Option<Self> {
        if git::head(folder).is_none() { Self::in_folder(folder) } else { Self::of(folder) }
    }

    fn in_folder(folder: &Path) -> Option<Self> {
        // A link would lead whatever is written elsewhere.
        let is_link = [".fieldbook", FOLDER].iter().any(|path| folder.join(path).is_symlink());
        (!is_link).then(|| Self { folder: folder.join(FOLDER) })
    }

    /// Returns its folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
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
        let is_kept = write_atomically(&disk, &self.folder.join(".gitignore"), b"*\n").is_ok()
            && write_atomically(&disk, &self.path(key), text.as_bytes()).is_ok();
        if is_kept {
            self.forget_all_but("since", MOST);
        }
    }

    /// Removes the files with this `ending`, apart from the `most` that were written last.
    #[expect(clippy::disallowed_methods, reason = "cli writes what it alone reads")]
    pub(super) fn forget_all_but(&self, ending: &str, most: usize) {
        let files = WalkDir::new(&self.folder).max_depth(1).into_iter().filter_map(Result::ok);
        let ours = files.filter(|file| file.path().extension().is_some_and(|end| end == ending));
        let dated = ours.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.into_path())));
        let mut dated: Vec<_> = dated.collect();
        dated.sort();
        for (_, path) in dated.iter().rev().skip(most) {
            // Another process may have been quicker.
            let _ = std::fs::remove_file(path);
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.since"))
    }
}

fn head(key: &str) -> String {
    format!("{SCHEMA} {key}\n")
}

fn checksum(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
