//! The files of a commit, read from the object store: no checkout, no filter, no attribute has a say.

use super::objects::{self, Object};
use super::{run, run_bytes};
use std::fmt;
use std::path::Path;

/// The most bytes of one commit's files that are read.
pub(super) const LIMIT: u64 = 1 << 30;

/// Why a commit cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastError {
    /// The folder lies in no repository, or in one that Git does not trust, or there is no Git.
    NoRepository,
    /// The repository has no such commit.
    Unknown {
        /// What was asked for.
        revision: String,
        /// Whether the history is cut off, so that the commit may exist elsewhere.
        is_shallow: bool,
    },
    /// Git did not hand over all files of the commit.
    Incomplete(String),
    /// The files have so many bytes.
    TooLarge(u64),
}

impl fmt::Display for PastError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository => formatter.write_str("the site lies in no repository that Git can read"),
            Self::Unknown { revision, is_shallow: false } => write!(formatter, "Git knows no commit {revision}"),
            Self::Unknown { revision, is_shallow: true } => write!(
                formatter,
                "Git knows no commit {revision}, and this clone is shallow; fetch the whole history (`git fetch \
                 --unshallow`, or `fetch-depth: 0` in a workflow)"
            ),
            Self::Incomplete(commit) => write!(formatter, "Git cannot read all files of {commit}"),
            Self::TooLarge(bytes) => {
                write!(formatter, "the commit's files have {bytes} bytes; at most {LIMIT} are read")
            }
        }
    }
}

impl std::error::Error for PastError {}

/// One file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastFile {
    /// Its path from the folder that was asked for, with `/` between its parts, none of them `..` or `.git`.
    pub path: String,
    /// What it holds; nothing where that was not asked for.
    pub bytes: Vec<u8>,
}

/// Returns the full name of the commit that `revision` means in the repository around `folder`.
///
/// # Errors
/// No repository, or no such commit.
pub fn commit(folder: &Path, revision: &str) -> Result<String, PastError> {
    if run(folder, &["rev-parse", "--is-inside-work-tree"]).is_none_or(|answer| answer.trim() != "true") {
        return Err(PastError::NoRepository);
    }
    let asked = format!("{revision}^{{commit}}");
    let found = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &asked]);
    let found = found.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    found.ok_or_else(|| {
        let is_shallow = run(folder, &["rev-parse", "--is-shallow-repository"]);
        let is_shallow = is_shallow.is_some_and(|answer| answer.trim() == "true");
        PastError::Unknown { revision: revision.to_owned(), is_shallow }
    })
}

/// Returns the name of the tree that `commit` has at `folder`; nothing where it has none.
pub fn tree(folder: &Path, commit: &str) -> Option<String> {
    let found = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{commit}:./")])?;
    Some(found.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Returns the regular files below `folder` as `commit` has them, with the content of those that `is_wanted`.
///
/// # Errors
/// Git does not know all of them, or they are too large to be read.
pub fn files_at(folder: &Path, commit: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<PastFile>, PastError> {
    let incomplete = || PastError::Incomplete(commit.to_owned());
    let listing = run_bytes(folder, &["ls-tree", "-r", "-l", "-z", commit]).ok_or_else(incomplete)?;
    let lines = listing.split(|byte| *byte == 0).filter_map(|line| std::str::from_utf8(line).ok());
    let (wanted, others): (Vec<Listed<'_>>, Vec<Listed<'_>>) =
        lines.filter_map(Listed::read).partition(|listed| is_wanted(listed.path));
    let size = wanted.iter().map(|listed| listed.size).sum();
    if size > LIMIT {
        return Err(PastError::TooLarge(size));
    }
    let objects: Vec<Object> =
        wanted.iter().map(|listed| Object { name: listed.object.to_owned(), size: listed.size }).collect();
    let contents = objects::contents(folder, &objects).ok_or_else(incomplete)?;
    let mut files: Vec<PastFile> =
        wanted.iter().zip(contents).map(|(listed, bytes)| PastFile { path: listed.path.to_owned(), bytes }).collect();
    files.extend(others.into_iter().map(|listed| PastFile { path: listed.path.to_owned(), bytes: Vec::new() }));
    Ok(files)
}

/// A line of `git ls-tree -l`.
struct Listed<'a> {
    object: &'a str,
    size: u64,
    path: &'a str,
}

impl<'a> Listed<'a> {
    /// Reads `MODE blob OBJECT SIZE<tab>PATH`; nothing for links and modules, and for paths that lead elsewhere.
    fn read(line: &'a str) -> Option<Self> {
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split_whitespace();
        facts.next().filter(|mode| mode.starts_with("100"))?;
        facts.next().filter(|kind| *kind == "blob")?;
        let (object, size) = (facts.next()?, facts.next()?.parse().ok()?);
        is_plain(path).then_some(Self { object, size, path })
    }
}

/// Returns whether `path` can only lead below the folder it is joined to, and to no file of Git's own.
pub(super) fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git"))
}
