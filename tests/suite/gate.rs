//! `check` and `verify` as gates: what is fixed, staged, committed, due, hostile.

mod allowed;
mod asked;
mod attachments;
mod attested;
mod checked_together;
mod credentials_alone;
mod due;
mod due_list;
mod expiry;
mod fingerprints;
mod fix;
mod histories;
mod history;
mod hostile;
mod intervals;
mod kept_report;
mod memory;
mod messages;
mod moved;
mod quoting;
mod rewritten;
mod salts;
mod scope_growth;
mod sharing;
mod staged;
mod ways;
mod weakened;
mod words;

use fieldbook::finding::{Salt, ValueDigest};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The day for which everything is judged.
const TODAY: &str = "2026-11-21";

/// Makes a site of a few files.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, content) in files {
        write(folder.path(), path, content);
    }
    folder
}

fn write(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, content).expect("written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a text")
}

/// Makes a call that no settings of this machine decide.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("NO_COLOR", "1");
    // The day of the tests, as `verify` refuses one in the future and the clock of the machine may be behind.
    command.env("SOURCE_DATE_EPOCH", "1795262400").env_remove("FIELDBOOK_NOTION_TOKEN");
    command
}

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(arguments).args(["--today", TODAY]).output().expect("it runs")
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = command("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    text(&output.stdout)
}

fn commit_all(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--no-verify", "--allow-empty", "-m", message]);
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A key in the form that its vendor documents, put together here so that no file holds one.
fn key() -> String {
    ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat()
}

/// A salt, as settings have it.
const SALT: &str = "[fingerprints]\nsalt = \"00112233445566778899aabbccddeeff\"\n";

/// Returns the fingerprint of `value` on a site with [`SALT`].
fn fingerprint(value: &str) -> String {
    let salt = Salt::parse("00112233445566778899aabbccddeeff").expect("a salt");
    ValueDigest::of(value).fingerprint(&salt)
}

/// Returns whether six characters of the key's random part occur in `printed`.
fn leaks(printed: &str) -> bool {
    let key = key();
    (4..key.len() - 5).any(|start| printed.contains(&key[start..start + 6]))
}
