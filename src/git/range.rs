//! The files that a range of commits added or changed.

use super::objects;
use super::tree::{PastError, is_plain};
use super::{run, run_bytes};
use std::collections::BTreeSet;
use std::path::Path;

/// One file as a commit first had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The commit.
    pub commit: String,
    /// The file's path from the folder that was asked for.
    pub path: String,
    /// What it held.
    pub bytes: Vec<u8>,
}

/// What was read of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Read {
    /// How many commits the range has.
    pub commits: usize,
    /// How many files were handed over.
    pub files: usize,
    /// How many were larger than the limit.
    pub too_large: usize,
}

/// The most bytes that are held at once.
const CHUNK: u64 = 64 << 20;

struct Change {
    commit: String,
    object: String,
    path: String,
}

/// Hands every file below `folder` that a commit of `range` added or changed to `take`, the oldest commit first; of
/// merges, what neither side had. Files of more than `limit` bytes are counted only.
///
/// # Errors
/// No repository, no such range, or objects that Git cannot read.
pub fn added_in(folder: &Path, range: &str, limit: u64, mut take: impl FnMut(Added)) -> Result<Read, PastError> {
    let inside = run(folder, &["rev-parse", "--is-inside-work-tree"]);
    if inside.is_none_or(|answer| answer.trim() != "true") {
        return Err(PastError::NoRepository);
    }
    let list = run(folder, &["rev-list", "--reverse", "--topo-order", "--end-of-options", range, "--"]);
    let commits = list.ok_or_else(|| {
        let is_shallow = run(folder, &["rev-parse", "--is-shallow-repository"]);
        let is_shallow = is_shallow.is_some_and(|answer| answer.trim() == "true");
        PastError::Unknown { revision: range.to_owned(), is_shallow }
    })?;
    let incomplete = || PastError::Incomplete(range.to_owned());
    let mut read = Read { commits: commits.lines().count(), ..Read::default() };
    let changes = changes(folder, range).ok_or_else(incomplete)?;
    let names: Vec<&str> = changes.iter().map(|change| change.object.as_str()).collect();
    let sizes = objects::sizes(folder, &names).ok_or_else(incomplete)?;
    let mut waiting = Vec::new();
    let mut held = 0;
    for (change, object) in changes.into_iter().zip(sizes) {
        if object.size > limit {
            read.too_large += 1;
            continue;
        }
        held += object.size;
        waiting.push((change, object));
        if held > CHUNK {
            read.files += hand_over(folder, std::mem::take(&mut waiting), &mut take).ok_or_else(incomplete)?;
            held = 0;
        }
    }
    read.files += hand_over(folder, waiting, &mut take).ok_or_else(incomplete)?;
    Ok(read)
}

fn hand_over(folder: &Path, waiting: Vec<(Change, objects::Object)>, take: &mut impl FnMut(Added)) -> Option<usize> {
    let (changes, objects): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
    let contents = objects::contents(folder, &objects)?;
    let count = changes.len();
    for (Change { commit, path, .. }, bytes) in changes.into_iter().zip(contents) {
        take(Added { commit, path, bytes });
    }
    Some(count)
}

/// Lists the changes of every commit, each pair of path and object once, where it first appears.
fn changes(folder: &Path, range: &str) -> Option<Vec<Change>> {
    let arguments = [
        "log",
        "--no-show-signature",
        "--format=%x01%H",
        "--reverse",
        "--topo-order",
        "--root",
        "-c",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--ignore-submodules=all",
        "--end-of-options",
        range,
        "--",
        ".",
    ];
    let prefix = super::prefix(folder);
    let log = run_bytes(folder, &arguments)?;
    let mut parts = log.split(|byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    let (mut commit, mut seen, mut changes) = (String::new(), BTreeSet::new(), Vec::new());
    while let Some(part) = parts.next() {
        let part = part.trim_start_matches('\n');
        let part = match part.strip_prefix('\u{1}') {
            Some(head) => {
                let (name, rest) = head.split_once('\n').unwrap_or((head, ""));
                name.clone_into(&mut commit);
                rest.trim_start_matches('\n').to_owned()
            }
            None => part.to_owned(),
        };
        if !part.starts_with(':') {
            continue;
        }
        let path = parts.next()?;
        // Of merges Git names paths from the top, whatever it is told; so it is asked for that always.
        let Some(path) = path.strip_prefix(prefix.as_str()) else { continue };
        let new = new_object(&part).filter(|_| is_plain(path));
        if let Some(object) = new.filter(|object| seen.insert((path.to_owned(), object.clone()))) {
            changes.push(Change { commit: commit.clone(), object, path: path.to_owned() });
        }
    }
    Some(changes)
}

/// Returns the object that a line of `--raw` ends in: after the modes of each parent and of the commit come as many
/// objects, and the status. Nothing for what is gone, and for modules.
fn new_object(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(':');
    let sides = line.len() - bare.len() + 1;
    let words: Vec<&str> = bare.split(' ').collect();
    let (mode, object) = (words.get(sides - 1)?, words.get(2 * sides - 1)?);
    let is_file = mode.starts_with("100") || *mode == "120000";
    (is_file && object.bytes().any(|byte| byte != b'0')).then(|| (*object).to_owned())
}
