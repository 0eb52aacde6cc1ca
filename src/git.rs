//! What Git knows about the folder of a site.
//!
//! Processes are started with hooks and file monitors switched off, since a repository's own configuration can name
//! commands to run. Where Git knows nothing, nothing is said: a date is never invented.

use std::path::Path;
use std::process::{Command, Stdio};

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

#[expect(clippy::disallowed_methods, reason = "this is the module that starts Git")]
fn run(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
}
