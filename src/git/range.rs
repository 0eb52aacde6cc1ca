//! The files that a range of commits added or changed.

use super::error::GitError;
use super::objects::{ObjectError, ObjectReader};
use super::process::{run, run_bytes};
use super::repository::{is_shallow, prefix, require_work_tree};
use super::tree::is_plain;
use std::collections::BTreeSet;
use std::path::Path;

/// One file as a commit first had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The commit.
    pub commit: String,
    /// The file's path from the folder that was given.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How much of a range was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RangeSummary {
    /// The number of commits in the range.
    pub commits: usize,
    /// The number of files that were returned.
    pub files: usize,
    /// The number of files that were larger than the limit.
    pub too_large: usize,
}

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
pub fn added_in(folder: &Path, range: &str, limit: u64, mut take: impl FnMut(Added)) -> Result<RangeSummary, GitError> {
    require_work_tree(folder)?;
    let list = run(folder, &["rev-list", "--reverse", "--topo-order", "--end-of-options", range, "--"]);
    let commits =
        list.ok_or_else(|| GitError::UnknownRevision { revision: range.to_owned(), is_shallow: is_shallow(folder) })?;
    let incomplete = || GitError::Incomplete(range.to_owned());
    let mut summary = RangeSummary { commits: commits.lines().count(), ..RangeSummary::default() };
    let objects = ObjectReader::new(folder);
    for Change { commit, object, path } in changes(folder, range).ok_or_else(incomplete)? {
        match objects.read(&object, limit) {
            Ok(bytes) => {
                summary.files += 1;
                take(Added { commit, path, bytes });
            }
            Err(ObjectError::TooLarge { .. }) => summary.too_large += 1,
            Err(ObjectError::Unreadable) => return Err(incomplete()),
        }
    }
    Ok(summary)
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
    let prefix = prefix(folder);
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
        // For merges Git prints paths from the top even with `--relative`, so all paths are printed that way.
        let Some(path) = path.strip_prefix(prefix.as_str()) else { continue };
        let new = new_object(&part).filter(|_| is_plain(path));
        if let Some(object) = new.filter(|object| seen.insert((path.to_owned(), object.clone()))) {
            changes.push(Change { commit: commit.clone(), object, path: path.to_owned() });
        }
    }
    Some(changes)
}

/// Returns the object that a line of `--raw` ends in: after the modes of each parent and of the commit come as many
/// objects, and the status. `None` for deleted files and for submodules.
fn new_object(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(':');
    let sides = line.len() - bare.len() + 1;
    let words: Vec<&str> = bare.split(' ').collect();
    let (mode, object) = (words.get(sides - 1)?, words.get(2 * sides - 1)?);
    let is_file = mode.starts_with("100") || *mode == "120000";
    (is_file && object.bytes().any(|byte| byte != b'0')).then(|| (*object).to_owned())
}
