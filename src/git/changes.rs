//! Which files each commit changed, against each of its parents, from the newest commit on.

use super::process::command;
use super::repository::head;
use std::io::{BufRead as _, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Stdio;

/// A commit with what it changed below a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommitChanges {
    /// Its hash.
    pub commit: String,
    /// The hashes of its parents, and what differs from each; a commit without parents differs from an empty folder.
    pub parents: Vec<ParentChanges>,
}

/// What a commit changed against one of its parents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParentChanges {
    /// The hash of the parent; empty for a commit without parents.
    pub parent: String,
    /// The files that differ.
    pub changes: Vec<FileChange>,
}

/// A file that a commit has and its parent does not, or has otherwise. Removed files are not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path, from the folder.
    pub path: String,
    /// The hash of its content; `None` if it is not a regular file.
    pub object: Option<String>,
    /// What the parent has in its place.
    pub before: Option<FileBefore>,
}

/// A file of the parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileBefore {
    /// Its path, another one if the file moved.
    pub path: String,
    /// The hash of its content.
    pub object: String,
}

/// Why the changes of commits are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoChanges {
    /// The folder is in no repository with a commit, or Git cannot read it.
    NoHistory,
    /// The history is cut off.
    Shallow,
}

/// Passes every commit up to `revision` to `take`, children before their parents, with the files below `folder` that
/// it changed; stops when `take` does. Moved files are recognized (at least half of the lines are the same, Git's
/// default), and replacements of objects are not followed.
///
/// # Errors
/// There is no history, it is cut off, or Git cannot read all of it.
pub fn commit_changes(
    folder: &Path,
    revision: &str,
    mut take: impl FnMut(&CommitChanges) -> ControlFlow<()>,
) -> Result<(), NoChanges> {
    let head = head(folder).ok_or(NoChanges::NoHistory)?;
    if head.is_shallow {
        return Err(NoChanges::Shallow);
    }
    let mut process = command(folder);
    process.args(["-c", "diff.renameLimit=4000", "log", "--topo-order", "--full-history", "--sparse", "--parents"]);
    process.args(["--no-show-signature", "--no-decorate", "--format=oneline", "--no-abbrev-commit", "--no-color"]);
    process.args(["--root", "--raw", "-z", "--no-abbrev", "-m", "--find-renames", "--relative", "--no-ext-diff"]);
    process.args(["--no-textconv", "--ignore-submodules=all", "--end-of-options", revision, "--", "."]);
    process.env("GIT_NO_REPLACE_OBJECTS", "1").stdout(Stdio::piped());
    let mut child = process.spawn().map_err(|_| NoChanges::NoHistory)?;
    let stdout = child.stdout.take().ok_or(NoChanges::NoHistory)?;
    let parts = BufReader::new(stdout).split(0).map_while(Result::ok);
    let flow = read(parts, &mut take);
    if flow.is_some_and(|flow| flow.is_break()) {
        // What is left of the log is not needed.
        let _ = child.kill();
        let _ = child.wait();
        return Ok(());
    }
    let is_whole = child.wait().is_ok_and(|status| status.success());
    if is_whole && flow.is_some() { Ok(()) } else { Err(NoChanges::NoHistory) }
}

/// Reads heads, `HASH PARENT… (from PARENT) SUBJECT`, each followed by lines of `--raw` with one path or two; a merge has
/// a head for each parent from which it differs. `None` if a part is missing.
fn read(
    mut parts: impl Iterator<Item = Vec<u8>>,
    take: &mut impl FnMut(&CommitChanges) -> ControlFlow<()>,
) -> Option<ControlFlow<()>> {
    let (mut current, mut parent) = (CommitChanges::default(), 0);
    while let Some(part) = parts.next() {
        let Some(line) = part.strip_prefix(b":") else {
            let (commit, at) = head_line(&String::from_utf8_lossy(&part))?;
            if commit.commit != current.commit {
                if !current.commit.is_empty() && take(&current).is_break() {
                    return Some(ControlFlow::Break(()));
                }
                current = commit;
            }
            parent = at;
            continue;
        };
        let line = std::str::from_utf8(line).ok()?;
        let first = parts.next()?;
        let second = if is_of_two_paths(line) { Some(parts.next()?) } else { None };
        let change = file_change(line, first, second).ok()?;
        current.parents.get_mut(parent)?.changes.extend(change);
    }
    let flow = if current.commit.is_empty() { ControlFlow::Continue(()) } else { take(&current) };
    Some(flow)
}

/// Reads `HASH PARENT… (from PARENT) SUBJECT`: the commit without changes, and the number of the parent that the changes
/// after it are against.
fn head_line(line: &str) -> Option<(CommitChanges, usize)> {
    let is_hash = |word: &&str| word.len() >= 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut words = line.split(' ').take_while(is_hash).map(str::to_owned);
    let commit = words.next()?;
    let mut parents: Vec<ParentChanges> = words.map(|parent| ParentChanges { parent, changes: Vec::new() }).collect();
    if parents.is_empty() {
        parents.push(ParentChanges::default());
    }
    let from = line.split_once("(from ").filter(|_| parents.len() > 1).map(|(_, rest)| rest);
    let is_from = |parent: &ParentChanges| from.is_some_and(|from| from.starts_with(&parent.parent));
    let at = parents.iter().position(is_from).unwrap_or(0);
    Some((CommitChanges { commit, parents }, at))
}

/// Returns whether a line of `--raw` without its colon is about a file that moved.
fn is_of_two_paths(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|status| status.starts_with(['R', 'C']))
}

/// A part of a line is missing.
struct Incomplete;

/// Reads `MODE MODE OBJECT OBJECT STATUS`; `None` for a removed file and for a path that is not UTF-8, which no file of a
/// site has.
fn file_change(line: &str, first: Vec<u8>, second: Option<Vec<u8>>) -> Result<Option<FileChange>, Incomplete> {
    let words: Vec<&str> = line.split(' ').collect();
    let [old_mode, mode, old_object, object, ..] = words.as_slice() else { return Err(Incomplete) };
    let is_regular = |mode: &str| mode.starts_with("100");
    let Ok(former) = String::from_utf8(first) else { return Ok(None) };
    let Ok(path) = second.map_or(Ok(former.clone()), String::from_utf8) else { return Ok(None) };
    if *mode == "000000" {
        return Ok(None);
    }
    let before = is_regular(old_mode).then(|| FileBefore { path: former, object: (*old_object).to_owned() });
    Ok(Some(FileChange { path, object: is_regular(mode).then(|| (*object).to_owned()), before }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const C: &str = "cccccccccccccccccccccccccccccccccccccccc";

    fn commits(log: &str) -> Option<Vec<CommitChanges>> {
        let mut found = Vec::new();
        let parts = log.split_terminator('\0').map(|part| part.as_bytes().to_vec());
        let flow = read(parts, &mut |commit| {
            found.push(commit.clone());
            ControlFlow::Continue(())
        });
        flow.map(|_| found)
    }

    fn change(path: &str, object: &str, before: Option<(&str, &str)>) -> FileChange {
        let before = before.map(|(path, object)| FileBefore { path: path.to_owned(), object: object.to_owned() });
        FileChange { path: path.to_owned(), object: Some(object.to_owned()), before }
    }

    #[test]
    fn a_merge_has_changes_against_each_parent() {
        let log = format!(
            "{A} {B} {C} (from {C}) merge\0:100644 100644 1 2 M\0a.md\0:100644 100644 1 1 R100\0old.md\0b c.md\0{B} {C} \
             (from {A}) forged\0{C} root\0:000000 100644 0 1 A\0a.md\0:100644 000000 1 0 D\0gone.md\0:000000 120000 0 1 \
             A\0link.md\0"
        );
        let against = |parent: &str, changes| ParentChanges { parent: parent.to_owned(), changes };
        let changed = vec![change("a.md", "2", Some(("a.md", "1"))), change("b c.md", "1", Some(("old.md", "1")))];
        let link = FileChange { object: None, ..change("link.md", "1", None) };
        let expected = [
            (A, vec![against(B, vec![]), against(C, changed)]),
            (B, vec![against(C, vec![])]),
            (C, vec![against("", vec![change("a.md", "1", None), link])]),
        ];
        let expected = expected.map(|(commit, parents)| CommitChanges { commit: commit.to_owned(), parents });
        assert_eq!(commits(&log), Some(expected.to_vec()));
        assert_eq!(commits(""), Some(Vec::new()));
        assert_eq!(commits(&format!("{A} x\0:100644 100644 1 2 M\0")), None, "a path is missing");
        assert_eq!(commits("no hash\0"), None);
    }
}
