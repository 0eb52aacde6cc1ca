//! Who made commits, and whether their signatures are verified.
//!
//! Names and addresses are those that the commit has: `.mailmap`, which any change of the repository can alter, does not
//! count.

use super::process::command;
use crate::source::{Commit, Identity, Signature, parse_date};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

/// Whether signatures are looked at. Git then starts the programs that its own settings name, such as `gpg.program`;
/// settings are never part of what a repository holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signatures {
    /// They are.
    Checked,
    /// They are not.
    NotChecked,
}

/// Returns the commits called `hashes` of the repository around `folder`, by hash; what Git cannot read is missing.
pub fn commits(folder: &Path, hashes: &BTreeSet<&str>, signatures: Signatures) -> BTreeMap<String, Commit> {
    if hashes.is_empty() {
        return BTreeMap::new();
    }
    listed(folder, hashes, signatures).map(|log| parse(&log, signatures)).unwrap_or_default()
}

fn listed(folder: &Path, hashes: &BTreeSet<&str>, signatures: Signatures) -> Option<String> {
    let signature = if signatures == Signatures::Checked { "%G?%x00%GS" } else { "%x00" };
    let trailers = "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x02)";
    let format = format!("--format=%H%x00%an%x00%ae%x00%cn%x00%ce%x00%as%x00%P%x00{trailers}%x00{signature}%x01");
    let mut process = command(folder);
    process.args([
        "log",
        "--no-walk=unsorted",
        "--no-show-signature",
        "--no-mailmap",
        "--encoding=UTF-8",
        "--no-color",
    ]);
    process.args([&format, "--stdin"]).env("GIT_NO_REPLACE_OBJECTS", "1").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = process.spawn().ok()?;
    let mut stdin = child.stdin.take()?;
    let lines: String = hashes.iter().flat_map(|hash| [*hash, "\n"]).collect();
    let asking = std::thread::spawn(move || stdin.write_all(lines.as_bytes()).is_ok());
    let output = child.wait_with_output().ok()?;
    let is_asked = asking.join().unwrap_or(false);
    (is_asked && output.status.success()).then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn parse(log: &str, signatures: Signatures) -> BTreeMap<String, Commit> {
    let commits = log.split('\u{1}').filter_map(|record| {
        let fields: Vec<&str> = record.trim_start_matches('\n').split('\0').collect();
        let [hash, author, email, committer, committer_email, day, parents, co_authors, letter, signer] =
            fields.as_slice()
        else {
            return None;
        };
        let identity = |name: &str, email: &str| Identity { name: name.to_owned(), email: email.to_owned() };
        let co_authors = co_authors.split('\u{2}').map(str::trim).filter(|name| !name.is_empty());
        let signature = || Signature { letter: letter.chars().next().unwrap_or('N'), signer: (*signer).to_owned() };
        let commit = Commit {
            hash: (*hash).to_owned(),
            author: identity(author, email),
            committer: identity(committer, committer_email),
            day: parse_date(day),
            parents: parents.split_whitespace().count(),
            co_authors: co_authors.map(str::to_owned).collect(),
            signature: (signatures == Signatures::Checked).then(signature),
        };
        Some((commit.hash.clone(), commit))
    });
    commits.collect()
}
