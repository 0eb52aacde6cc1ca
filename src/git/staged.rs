//! The index: what the next commit would hold.

use super::objects::{self, Object};
use super::tree::{LIMIT, PastError, PastFile, is_plain};
use super::{run, run_bytes};
use std::path::Path;

/// What is staged below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// Every regular file of the index, with the content of those that are read.
    pub files: Vec<PastFile>,
    /// The paths whose staged content differs from that of the last commit; deleted ones are not among them.
    pub changed: Vec<String>,
}

/// Reads the index below `folder`, with the content of the files that `is_wanted`. The working tree is not looked at.
///
/// # Errors
/// No repository, or Git does not hand over all objects, or they are too large to be read.
pub fn staged(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Staged, PastError> {
    let inside = run(folder, &["rev-parse", "--is-inside-work-tree"]);
    if inside.is_none_or(|answer| answer.trim() != "true") {
        return Err(PastError::NoRepository);
    }
    let incomplete = || PastError::Incomplete("the index".to_owned());
    let listing = run_bytes(folder, &["ls-files", "--stage", "-z"]).ok_or_else(incomplete)?;
    let lines = listing.split(|byte| *byte == 0).filter_map(|line| std::str::from_utf8(line).ok());
    let (wanted, others): (Vec<_>, Vec<_>) = lines.filter_map(listed).partition(|(_, path)| is_wanted(path));
    let names: Vec<&str> = wanted.iter().map(|(name, _)| *name).collect();
    let objects = objects::sizes(folder, &names).ok_or_else(incomplete)?;
    let size = objects.iter().map(|object: &Object| object.size).sum();
    if size > LIMIT {
        return Err(PastError::TooLarge(size));
    }
    let contents = objects::contents(folder, &objects).ok_or_else(incomplete)?;
    let wanted = wanted.iter().zip(contents).map(|((_, path), bytes)| PastFile { path: (*path).to_owned(), bytes });
    let others = others.iter().map(|(_, path)| PastFile { path: (*path).to_owned(), bytes: Vec::new() });
    let files: Vec<PastFile> = wanted.chain(others).collect();
    let changed = changed(folder).unwrap_or_else(|| files.iter().map(|file| file.path.clone()).collect());
    Ok(Staged { files, changed })
}

/// Reads `MODE OBJECT 0<tab>PATH` of a regular file; nothing for links, modules and files in conflict.
fn listed(line: &str) -> Option<(&str, &str)> {
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split_whitespace();
    facts.next().filter(|mode| mode.starts_with("100"))?;
    let name = facts.next()?;
    facts.next().filter(|stage| *stage == "0")?;
    is_plain(path).then_some((name, path))
}

/// Returns the paths that differ from the last commit; nothing where there is none yet.
fn changed(folder: &Path) -> Option<Vec<String>> {
    let arguments = [
        "diff-index",
        "--cached",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
        "--diff-filter=d",
        "--relative",
        "HEAD",
        "--",
        ".",
    ];
    let paths = run_bytes(folder, &arguments)?;
    let paths = paths.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok());
    Some(paths.filter(|path| !path.is_empty()).map(str::to_owned).collect())
}
