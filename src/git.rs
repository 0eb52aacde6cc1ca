//! What Git knows about the folder of a site.
//!
//! Processes are started with hooks and file monitors switched off, since a repository's own configuration can name
//! commands to run. Where Git knows nothing, nothing is said: a date is never invented.

mod history;
mod objects;
mod range;
mod staged;
mod tree;

use crate::source::parse_date;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

pub use history::history;
pub use range::{Added, Read, added_in};
pub use staged::{Staged, staged};
pub use tree::{PastError, PastFile, commit, files_at, tree};

/// The commit that a site is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The full hash.
    pub commit: String,
    /// Whether the history before it is cut off.
    pub is_shallow: bool,
}

/// Returns the commit that is checked out in `folder`, if it lies in a repository that has one.
pub fn head(folder: &Path) -> Option<Head> {
    let commit = run(folder, &["rev-parse", "--verify", "HEAD"])?.trim().to_owned();
    let is_hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_shallow = run(folder, &["rev-parse", "--is-shallow-repository"])?.trim() == "true";
    is_hash.then_some(Head { commit, is_shallow })
}

/// Returns the e-mail address and the name with which a commit in `folder` would be signed, as far as they are set.
pub fn author(folder: &Path) -> Vec<String> {
    let set = |name| run(folder, &["config", "--get", name]).map(|value| value.trim().to_owned());
    ["user.email", "user.name"].into_iter().filter_map(set).filter(|value| !value.is_empty()).collect()
}

/// Returns the e-mail address with which a commit in `folder` would be signed, if it is set.
pub fn email(folder: &Path) -> Option<String> {
    let set = run(folder, &["config", "--get", "user.email"])?;
    Some(set.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Returns the path of `folder` from the top of its working tree, with a `/` at the end; empty at the top, and where
/// there is none.
pub fn prefix(folder: &Path) -> String {
    let prefix = run(folder, &["rev-parse", "--show-prefix"]).unwrap_or_default();
    prefix.strip_suffix('\n').unwrap_or(&prefix).to_owned()
}

/// Returns whether Git keeps a file at or below `path` of `folder`, or cannot say.
pub fn keeps(folder: &Path, path: &str) -> bool {
    run_bytes(folder, &["ls-files", "-z", "--", path]).is_none_or(|listed| !listed.is_empty())
}

/// Begins a call of Git that runs nothing which the repository names, and asks no other machine.
#[expect(clippy::disallowed_methods, reason = "this is the module that starts Git")]
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"])
        .env("GIT_NO_LAZY_FETCH", "1")
        // Git tells its hooks where its own folder is, and would then take any folder for the top of the tree.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn run_bytes(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = command(folder).args(arguments).output().ok()?;
    output.status.success().then_some(output.stdout)
}

fn run(folder: &Path, arguments: &[&str]) -> Option<String> {
    String::from_utf8(run_bytes(folder, arguments)?).ok()
}

/// Returns the day of the last commit up to `revision` that touched each file below `folder`, by path from there. Nothing where the
/// history is cut off or there is none: a date is never invented.
pub fn last_changes(folder: &Path, revision: &str) -> BTreeMap<String, NaiveDate> {
    let mut days = BTreeMap::new();
    if head(folder).is_none_or(|head| head.is_shallow) {
        return days;
    }
    let arguments = [
        "-c",
        "core.quotePath=false",
        "log",
        "--no-show-signature",
        "--format=%x01%cs",
        "--name-only",
        "--no-renames",
        "--relative",
        "--end-of-options",
        revision,
        "--",
        ".",
    ];
    let Some(log) = run(folder, &arguments) else { return days };
    let mut day = None;
    for line in log.lines() {
        if let Some(text) = line.strip_prefix('\u{1}') {
            day = parse_date(text);
        } else if let Some(day) = day.filter(|_| !line.is_empty()) {
            // The log begins with the newest commit, so the first day that is met is the last change.
            days.entry(line.to_owned()).or_insert(day);
        }
    }
    days
}
