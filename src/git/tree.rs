//! The files of a commit, read from the object store: no checkout, no filter, no attribute has a say.

use super::{command, run, run_bytes};
use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// The most bytes of one commit's files that are read.
const LIMIT: u64 = 1 << 30;

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
    let names: String = wanted.iter().flat_map(|listed| [listed.object, "\n"]).collect();
    let contents = contents(folder, names).ok_or_else(incomplete)?;
    let mut rest = contents.as_slice();
    let mut files = Vec::with_capacity(wanted.len() + others.len());
    for listed in wanted {
        let (bytes, after) = next_object(rest, &listed).ok_or_else(incomplete)?;
        files.push(PastFile { path: listed.path.to_owned(), bytes: bytes.to_vec() });
        rest = after;
    }
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
        let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
        path.split('/').all(is_plain).then_some(Self { object, size, path })
    }
}

/// Returns what `git cat-file --batch` says of the objects in `names`, one a line.
fn contents(folder: &Path, names: String) -> Option<Vec<u8>> {
    let mut process = command(folder);
    process.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = process.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    // Git answers while it is still being asked; somebody must listen meanwhile.
    let asking = std::thread::spawn(move || stdin.write_all(names.as_bytes()).is_ok());
    let output = child.wait_with_output().ok()?;
    let is_asked = asking.join().unwrap_or(false);
    (is_asked && output.status.success()).then_some(output.stdout)
}

/// Takes `OBJECT blob SIZE`, a line end, the content and a line end from the beginning of `bytes`.
fn next_object<'b>(bytes: &'b [u8], listed: &Listed<'_>) -> Option<(&'b [u8], &'b [u8])> {
    let head = format!("{} blob {}\n", listed.object, listed.size);
    let rest = bytes.strip_prefix(head.as_bytes())?;
    let (content, rest) = rest.split_at_checked(usize::try_from(listed.size).ok()?)?;
    Some((content, rest.strip_prefix(b"\n")?))
}
