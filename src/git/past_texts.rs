//! The earlier versions of one file that differ in a word.

use super::objects::ObjectReader;
use super::process::{run, run_bytes};
use super::repository::{head, require_work_tree};
use crate::source::{PastText, PastTexts, UnknownPast, parse_date};
use chrono::NaiveDate;
use std::path::Path;

/// The largest version that is read, in bytes.
const LIMIT: u64 = 16 << 20;
/// The number of names under which a file is looked for.
const MOST_NAMES: usize = 32;

/// Returns the versions of the file at `path` below `folder`, up to `revision`, in whose commit a line with one of
/// `words` came or went; renames are followed. The words consist of letters, digits, `-` and `/`.
pub fn past_texts(folder: &Path, revision: &str, path: &str, words: &[&str]) -> PastTexts {
    if head(folder).is_some_and(|head| head.is_shallow) {
        return PastTexts::Unknown(UnknownPast::ShallowClone);
    }
    if require_work_tree(folder).is_err() {
        return PastTexts::Unknown(UnknownPast::NoRepository);
    }
    let objects = ObjectReader::new(folder);
    let read = |name: &str| objects.read(name, LIMIT).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let Some(committed) = committed(folder, revision, path) else {
        // What is only not added yet will be; what is ignored never gets a day.
        let is_ignored = run(folder, &["check-ignore", "--quiet", "--", path]).is_some();
        return if is_ignored {
            PastTexts::Unknown(UnknownPast::Ignored)
        } else {
            PastTexts::Known { committed: None, versions: Vec::new() }
        };
    };
    let versions = versions(folder, revision, path, words).and_then(|versions| {
        let texts = versions.into_iter().map(|(on, object)| Some(PastText { on, text: read(&object)? }));
        texts.collect::<Option<Vec<_>>>()
    });
    match (read(&committed), versions) {
        (Some(committed), Some(versions)) => PastTexts::Known { committed: Some(committed), versions },
        _ => PastTexts::Unknown(UnknownPast::Unreadable),
    }
}

/// Returns the object of the file at `path` in `revision`; `None` if it does not hold the file.
fn committed(folder: &Path, revision: &str, path: &str) -> Option<String> {
    let name = run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}:./{path}")])?;
    Some(name.trim().to_owned())
}

/// Lists the versions of the file under each of its names. `git log --follow` would take a copy for a rename, and a new
/// file that resembles an old one is as old as it is itself.
fn versions(folder: &Path, revision: &str, path: &str, words: &[&str]) -> Option<Vec<(NaiveDate, String)>> {
    let (mut revision, mut path) = (revision.to_owned(), path.to_owned());
    let mut versions = Vec::new();
    for _ in 0..MOST_NAMES {
        versions.extend(parse(&log(folder, &revision, &path, words)?));
        let Some((commit, former)) = renamed_in(folder, &revision, &path) else { break };
        (revision, path) = (format!("{commit}^"), former);
    }
    Some(versions)
}

fn log(folder: &Path, revision: &str, path: &str, words: &[&str]) -> Option<String> {
    let pattern = format!("-G{}", words.join("|"));
    let arguments = ["--no-show-signature", "--format=%x01%as %cs", "--raw", "--no-abbrev", "--text", &pattern];
    let bytes = run_bytes(folder, &log_of(&arguments, revision, path))?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the commit in which the file at `path` got this name, and its name before; `None` if it was new then.
fn renamed_in(folder: &Path, revision: &str, path: &str) -> Option<(String, String)> {
    let added = run(folder, &log_of(&["--no-show-signature", "--format=%H", "--diff-filter=A"], revision, path))?;
    let commit = added.lines().next_back()?.to_owned();
    let arguments = ["diff-tree", "-r", "-z", "--relative", "--find-renames", "--diff-filter=R", "--name-status"];
    let listed = run(folder, &[&arguments[..], &["--no-commit-id", &commit]].concat())?;
    let parts: Vec<&str> = listed.split('\0').collect();
    let renamed = parts.chunks_exact(3).find(|parts| parts.last() == Some(&path))?;
    Some((commit, (*renamed.get(1)?).to_owned()))
}

/// Returns the arguments that list the commits of the file at `path`, with `arguments` of their own.
fn log_of<'a>(arguments: &[&'a str], revision: &'a str, path: &'a str) -> Vec<&'a str> {
    let exact = ["--root", "--no-renames", "--no-ext-diff", "--no-textconv", "--end-of-options", revision, "--", path];
    [&["--literal-pathspecs", "log"], arguments, &exact].concat()
}

/// Reads two days after a mark, and below them the line of the file with its object; a commit that took the file out has
/// no object.
fn parse(log: &str) -> Vec<(NaiveDate, String)> {
    let mut versions = Vec::new();
    let mut day = None;
    for line in log.lines() {
        if let Some(days) = line.strip_prefix('\u{1}') {
            // A commit that was made again later keeps the day on which it was written, and the other way round.
            day = days.split(' ').filter_map(parse_date).min();
        } else if let (Some(on), Some(fields)) = (day, line.strip_prefix(':')) {
            let object = fields.split(' ').nth(3).filter(|object| object.bytes().any(|byte| byte != b'0'));
            versions.extend(object.map(|object| (on, object.to_owned())));
        }
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_days_the_earlier_counts_and_a_removal_has_no_text() {
        let log = "\u{1}2026-11-20 2026-11-18\n\n:100644 100644 aa bb M\ta.md\n\u{1}2026-11-02 2026-11-03\n\n:000000 100644 00 aa A\ta.md\n\u{1}2026-11-01 2026-11-01\n\n:100644 000000 aa 00 D\ta.md\n";
        let found: Vec<_> = parse(log).into_iter().map(|(on, object)| format!("{on} {object}")).collect();
        assert_eq!(found, ["2026-11-18 bb", "2026-11-02 aa"]);
    }
}
