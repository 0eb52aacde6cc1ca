//! Which files of a commit have another path now.

use super::error::GitError;
use super::process::{run, run_bytes};
use super::tree::list_commit;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The state that a commit is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedWith {
    /// The Git index.
    Index,
    /// The Git index, and files that were moved in the folder without telling Git.
    Folder,
}

/// The number of files that Git hashes in one call.
const HASHED_AT_ONCE: usize = 256;

/// Returns the files below `folder` that moved since `commit`, the old path by the new one.
///
/// Git finds moved and edited files among those it tracks (at least half of the lines are the same, its default). A file
/// that was moved without `git mv` or `git add` is found if its bytes are unchanged. No filter of the repository runs.
///
/// # Errors
/// Git cannot list the commit or the differences.
pub fn renames(folder: &Path, commit: &str, with: ComparedWith) -> Result<BTreeMap<String, String>, GitError> {
    let arguments = [
        "-c",
        "diff.renameLimit=4000",
        "diff",
        "--cached",
        "--name-status",
        "-z",
        "--find-renames",
        "--relative",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        commit,
        "--",
        ".",
    ];
    let incomplete = || GitError::Incomplete(commit.to_owned());
    let listed = run_bytes(folder, &arguments).ok_or_else(incomplete)?;
    let Changes { mut moved, deleted } = Changes::parse(&listed).ok_or_else(incomplete)?;
    if with == ComparedWith::Folder {
        let deleted = deleted.into_iter().chain(paths(folder, &["ls-files", "--deleted", "-z", "--", "."])).collect();
        let known: BTreeSet<String> = moved.values().cloned().collect();
        let same = moved_on_disk(folder, commit, &deleted)?;
        moved.extend(same.into_iter().filter(|(_, old)| !known.contains(old)));
    }
    Ok(moved)
}

/// What a listing of differences says of paths.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes {
    /// The old path of each moved file, by the new one.
    moved: BTreeMap<String, String>,
    /// The files that are gone.
    deleted: BTreeSet<String>,
}

impl Changes {
    /// Reads `LETTER NUL PATH NUL`, with two paths after `R` and a number; `None` if a part is missing. Paths that are
    /// not UTF-8 are passed over, as no file of a site has one.
    fn parse(listed: &[u8]) -> Option<Self> {
        let mut changes = Self::default();
        let mut parts = listed.split(|byte| *byte == 0).map(|part| std::str::from_utf8(part).ok());
        while let Some(letter) = parts.next().flatten().filter(|letter| !letter.is_empty()) {
            let path = parts.next()?;
            if letter.starts_with('R') {
                let new = parts.next()?;
                changes.moved.extend(new.zip(path).map(|(new, old)| (new.to_owned(), old.to_owned())));
            } else if letter == "D" {
                changes.deleted.extend(path.map(str::to_owned));
            }
        }
        Some(changes)
    }
}

/// Pairs each file that Git does not know with a deleted one of the same bytes, each deleted one once.
fn moved_on_disk(
    folder: &Path,
    commit: &str,
    deleted: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, GitError> {
    if deleted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let unknown = paths(folder, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."]);
    if unknown.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut objects = BTreeMap::<String, BTreeSet<String>>::new();
    for file in list_commit(folder, commit)?.into_iter().filter(|file| deleted.contains(&file.path)) {
        objects.entry(file.object).or_default().insert(file.path);
    }
    let mut moved = BTreeMap::new();
    for chunk in unknown.chunks(HASHED_AT_ONCE) {
        let arguments = ["hash-object", "--no-filters", "--"].into_iter().chain(chunk.iter().map(String::as_str));
        // One file that cannot be read fails the call; then these count as new, which hides nothing.
        let Some(hashes) = run(folder, &arguments.collect::<Vec<_>>()) else { continue };
        for (path, object) in chunk.iter().zip(hashes.lines()) {
            if let Some(old) = objects.get_mut(object).and_then(BTreeSet::pop_first) {
                moved.insert(path.clone(), old);
            }
        }
    }
    Ok(moved)
}

/// Returns the paths that Git prints with a NUL after each; what is not UTF-8 is passed over.
fn paths(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let listed = run_bytes(folder, arguments).unwrap_or_default();
    let paths = listed.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    paths.filter_map(|path| Some(std::str::from_utf8(path).ok()?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_read_in_pairs_and_triples() {
        let listed = b"M\0a.md\0R096\0old name.md\0new.md\0D\0gone.md\0A\0caf\xE9.md\0A\0b.md\0";
        let expected = Changes {
            moved: BTreeMap::from([("new.md".to_owned(), "old name.md".to_owned())]),
            deleted: BTreeSet::from(["gone.md".to_owned()]),
        };
        assert_eq!(Changes::parse(listed), Some(expected));
        assert_eq!(Changes::parse(b""), Some(Changes::default()));
        assert_eq!(Changes::parse(b"R096\0old.md"), None, "a part is missing");
    }
}
