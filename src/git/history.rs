//! On which days files changed, in one pass over the newest part of the log.

use super::process::run;
use super::repository::head;
use crate::source::{FileEdit, History, parse_date};
use chrono::NaiveDate;
use std::path::Path;

/// Returns on which days from `since` on each file below `folder` changed, by path from there; one change per file and
/// day. `None` if the history is cut off or missing.
pub fn history(folder: &Path, since: NaiveDate) -> Option<History> {
    if head(folder)?.is_shallow {
        return None;
    }
    let since = format!("--since={since}T00:00:00Z");
    let arguments = [
        "-c",
        "core.quotePath=false",
        "log",
        "--format=%x01%cs",
        "--name-status",
        "--find-renames",
        "--relative",
        &since,
        "--end-of-options",
        "HEAD",
        "--",
        ".",
    ];
    Some(parse(&run(folder, &arguments)?))
}

/// Reads days, each after a mark, and below each day lines of a letter and one path, or two where a file moved.
fn parse(log: &str) -> History {
    let mut history = History::default();
    let mut day = None;
    for line in log.lines() {
        if let Some(text) = line.strip_prefix('\u{1}') {
            day = parse_date(text);
            continue;
        }
        let (Some(on), Some((letter, paths))) = (day, line.split_once('\t')) else { continue };
        let path = paths.rsplit('\t').next().unwrap_or(paths);
        let is_new = letter.starts_with('A');
        let edits = history.files.entry(path.to_owned()).or_default();
        match edits.iter_mut().find(|edit| edit.on == on) {
            Some(edit) => edit.is_new |= is_new,
            None if letter.starts_with('D') => {}
            None => edits.push(FileEdit { on, is_new }),
        }
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_each_of_its_days_once() {
        let log = "\u{1}2026-11-20\n\nM\tcontent/a.md\nR090\tcontent/old.md\tcontent/new name.md\n\u{1}2026-11-20\n\nM\tcontent/a.md\n\u{1}2026-11-18\n\nA\tcontent/a.md\nD\tcontent/b.md\n";
        let history = parse(log);
        let days = |path: &str| {
            let edits = history.files.get(path).map(Vec::as_slice).unwrap_or_default();
            edits.iter().map(|edit| format!("{} {}", edit.on, edit.is_new)).collect::<Vec<_>>()
        };
        assert_eq!(days("content/a.md"), ["2026-11-20 false", "2026-11-18 true"]);
        assert_eq!(days("content/new name.md"), ["2026-11-20 false"]);
        assert_eq!(days("content/b.md"), Vec::<String>::new());
    }
}
