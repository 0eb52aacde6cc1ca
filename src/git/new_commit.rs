//! Making a commit that changes one file, without a checkout: neither working tree nor index are touched, and no hook or
//! filter runs.

use super::process::{command, run, run_bytes};
use super::repository::prefix;
use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// A commit of one file.
#[derive(Debug, Clone, Copy)]
pub struct FileCommit<'a> {
    /// The commit that it follows.
    pub parent: &'a str,
    /// The path of the file from the folder of the site.
    pub path: &'a str,
    /// Its new content.
    pub bytes: &'a [u8],
    /// The message.
    pub message: &'a str,
}

/// Where commits go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// The commit that it is at, or that a new one begins at.
    pub tip: String,
    /// Whether it exists.
    pub exists: bool,
    /// Whether it is checked out in the working tree of the site.
    pub is_checked_out: bool,
}

/// Why no commit was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitError(String);

impl fmt::Display for CommitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for CommitError {}

fn error(text: impl Into<String>) -> CommitError {
    CommitError(text.into())
}

/// Returns the branch called `name`, or without a name the one that is checked out in the repository around `folder`.
///
/// # Errors
/// There is no commit yet, no branch is checked out, the name is not one of a branch, or the branch is checked out in another
/// working tree.
pub fn branch(folder: &Path, name: Option<&str>) -> Result<Branch, CommitError> {
    let resolve = |name: &str| {
        let found =
            run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]);
        found.map(|hash| hash.trim().to_owned()).filter(|hash| !hash.is_empty())
    };
    let head = resolve("HEAD").ok_or_else(|| error("the site is not in a repository with a commit"))?;
    let current = run(folder, &["symbolic-ref", "--quiet", "HEAD"]);
    let current = current.as_deref().and_then(|name| name.trim().strip_prefix("refs/heads/"));
    let Some(name) = name else {
        let name = current.ok_or_else(|| error("no branch is checked out; name one with --branch"))?;
        return Ok(Branch { name: name.to_owned(), tip: head, exists: true, is_checked_out: true });
    };
    let full = format!("refs/heads/{name}");
    if name.starts_with('-') || run(folder, &["check-ref-format", &full]).is_none() {
        return Err(error(format!("--branch {name}: not a name of a branch")));
    }
    if current == Some(name) {
        return Ok(Branch { name: name.to_owned(), tip: head, exists: true, is_checked_out: true });
    }
    let elsewhere = run(folder, &["for-each-ref", "--format=%(worktreepath)", &full]).unwrap_or_default();
    if !elsewhere.trim().is_empty() {
        return Err(error(format!("--branch {name}: it is checked out in {}", elsewhere.trim())));
    }
    let tip = resolve(&full);
    Ok(Branch { name: name.to_owned(), exists: tip.is_some(), tip: tip.unwrap_or(head), is_checked_out: false })
}

/// Makes the commit and returns its hash. No branch moves.
///
/// # Errors
/// Git does not know who commits, the file is a link in the parent, or Git fails.
pub fn commit_file(folder: &Path, new: &FileCommit<'_>) -> Result<String, CommitError> {
    let failed = |attempt: &str| error(format!("{}: Git cannot {attempt}", new.path));
    let blob = fed(folder, &["hash-object", "-w", "--stdin", "--no-filters"], new.bytes)
        .ok_or_else(|| failed("store the text"))?;
    let path = format!("{}{}", prefix(folder), new.path);
    let (mut entry, mut name) = (TreeEntry { mode: "100644".to_owned(), kind: "blob", object: blob }, path.as_str());
    loop {
        let (above, own) = name.rsplit_once('/').unwrap_or(("", name));
        let lines = tree_with(folder, &format!("{}:{above}", new.parent), own, entry)
            .ok_or_else(|| failed("change a link or a folder"))?;
        let object = fed(folder, &["mktree", "-z"], &lines).ok_or_else(|| failed("make the tree"))?;
        entry = TreeEntry { mode: "040000".to_owned(), kind: "tree", object };
        if above.is_empty() {
            break;
        }
        name = above;
    }
    let arguments = ["commit-tree", "--no-gpg-sign", "-p", new.parent, "-F", "-", &entry.object];
    fed(folder, &arguments, new.message.as_bytes())
        .ok_or_else(|| failed("commit; set user.name and user.email with `git config`"))
}

/// An entry of a tree, without its name.
struct TreeEntry {
    mode: String,
    kind: &'static str,
    object: String,
}

/// Returns the lines for `git mktree` of the tree `name` with `entry` as `own`, replaced or added; one that is replaced keeps its
/// mode. `None` if that is of another kind.
fn tree_with(folder: &Path, name: &str, own: &str, entry: TreeEntry) -> Option<Vec<u8>> {
    let TreeEntry { mut mode, kind, object } = entry;
    // A folder that the parent does not have is empty; paths are from the top of the repository.
    let listing = run_bytes(folder, &["ls-tree", "-z", "--full-tree", name]).unwrap_or_default();
    let mut lines = Vec::new();
    for line in listing.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
        let (facts, path) = line.split_at_checked(line.iter().position(|byte| *byte == b'\t')?)?;
        if path.get(1..)? != own.as_bytes() {
            lines.extend_from_slice(line);
            lines.push(0);
            continue;
        }
        let mut facts = std::str::from_utf8(facts).ok()?.split(' ');
        let (old_mode, old_kind) = (facts.next()?, facts.next()?);
        if old_kind != kind || old_mode == "120000" {
            return None;
        }
        old_mode.clone_into(&mut mode);
    }
    lines.extend_from_slice(format!("{mode} {kind} {object}\t{own}\0").as_bytes());
    Some(lines)
}

/// Moves `branch` from its tip to `commit`, unless it has moved since; the index of a branch that is checked out gets the new
/// content of `path`.
///
/// # Errors
/// The branch has moved, or Git fails.
pub fn move_branch(folder: &Path, branch: &Branch, commit: &str, path: &str) -> Result<(), CommitError> {
    let name = format!("refs/heads/{}", branch.name);
    let zero = "0".repeat(branch.tip.len());
    let old = if branch.exists { branch.tip.as_str() } else { zero.as_str() };
    run(folder, &["update-ref", "-m", "fieldbook inbox", &name, commit, old])
        .ok_or_else(|| error(format!("the branch {} has moved meanwhile; run the command again", branch.name)))?;
    if branch.is_checked_out {
        let own = format!("{}{path}", prefix(folder));
        let object = run(folder, &["ls-tree", "--full-tree", commit, &own]).unwrap_or_default();
        let mut facts = object.split([' ', '\t']);
        let (mode, hash) = (facts.next().unwrap_or_default(), facts.nth(1).unwrap_or_default());
        let entry = format!("{mode},{hash},{own}");
        run(folder, &["update-index", "--add", "--cacheinfo", &entry])
            .ok_or_else(|| error(format!("{path}: Git cannot update its index; run `git status`")))?;
    }
    Ok(())
}

/// Returns whether the index has at `path` what `commit` has; also true if neither has the file.
pub fn is_staged_as(folder: &Path, commit: &str, path: &str) -> bool {
    let path = format!(":(top,literal){}{path}", prefix(folder));
    run(folder, &["diff-index", "--cached", "--quiet", commit, "--", &path]).is_some()
}

/// Runs Git with `input` and returns the hash that it prints.
fn fed(folder: &Path, arguments: &[&str], input: &[u8]) -> Option<String> {
    let mut process = command(folder);
    process.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = process.spawn().ok()?;
    // Git reads all of it before it answers with one line.
    let is_fed = child.stdin.take()?.write_all(input).is_ok();
    let output = child.wait_with_output().ok()?;
    let hash = String::from_utf8(output.stdout).ok().filter(|_| is_fed && output.status.success())?;
    Some(hash.trim().to_owned()).filter(|hash| !hash.is_empty())
}
