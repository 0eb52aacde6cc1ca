//! Starting Git.
//!
//! Hooks and file monitors are switched off, since a repository's own configuration can name commands to run, and no
//! other machine is contacted.

use std::path::Path;
use std::process::{Command, Stdio};

/// Begins a call of Git in `folder` that runs nothing which the repository names.
#[expect(clippy::disallowed_methods, reason = "this is the module that starts Git")]
pub(super) fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"])
        .env("GIT_NO_LAZY_FETCH", "1")
        // A hook inherits these from Git; with them any folder would count as the top of the working tree.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Returns what Git prints; `None` if it fails or is not installed.
pub(super) fn run_bytes(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = command(folder).args(arguments).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// Returns what Git prints as text; `None` if it fails, is not installed, or prints something other than UTF-8.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> Option<String> {
    String::from_utf8(run_bytes(folder, arguments)?).ok()
}
