//! When each file last changed, in one pass over the whole log.

use super::process::run;
use super::repository::head;
use crate::source::parse_date;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;

/// Returns the day of the last commit up to `revision` that touched each file below `folder`, by path from there.
/// Empty if the history is cut off or missing.
pub fn last_changes(folder: &Path, revision: &str) -> BTreeMap<String, NaiveDate> {
    if head(folder).is_none_or(|head| head.is_shallow) {
        return BTreeMap::new();
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
    run(folder, &arguments).map(|log| parse(&log)).unwrap_or_default()
}

/// Reads days, each after a mark, and below each day one path a line.
fn parse(log: &str) -> BTreeMap<String, NaiveDate> {
    let mut days = BTreeMap::new();
    let mut day = None;
    for line in log.lines() {
        if let Some(text) = line.strip_prefix('\u{1}') {
            day = parse_date(text);
        } else if let Some(day) = day.filter(|_| !line.is_empty()) {
            // The log begins with the newest commit, so the first day of a path is its last change.
            days.entry(line.to_owned()).or_insert(day);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_of_a_path_in_the_log_is_its_last_change() {
        let log = "\u{1}2026-11-20\n\na.md\nnew name.md\n\u{1}2026-11-18\n\na.md\nb.md\n";
        let days: Vec<String> = parse(log).iter().map(|(path, day)| format!("{path} {day}")).collect();
        assert_eq!(days, ["a.md 2026-11-20", "b.md 2026-11-18", "new name.md 2026-11-20"]);
    }
}
