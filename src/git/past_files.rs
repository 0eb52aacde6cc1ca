//! Which files were other ones on earlier days, in one pass over the newest part of the log.

use super::process::run;
use super::repository::{Head, head};
use crate::source::parse_date;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a folder at the ends of earlier days, as differences from the commit that is checked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastFiles {
    /// The days that the history reaches back to, newest first.
    pub days: Vec<PastDay>,
    /// Where the history begins, if it does not reach all days.
    pub begins: Option<HistoryBegin>,
}

/// The files at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastDay {
    /// The day.
    pub day: NaiveDate,
    /// The object of each file that was another one, by path from the folder; `None` if it did not exist.
    pub differing: BTreeMap<String, Option<String>>,
}

/// Where a history begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryBegin {
    /// With the first commit, on this day.
    FirstCommit(NaiveDate),
    /// With the oldest commit of a shallow clone, on this day.
    ShallowClone(NaiveDate),
}

/// Returns the files below `folder` at the ends of `days`, newest first. Of merged branches only the merge counts, since
/// it is what the branch that is checked out had. `None` outside of a repository.
pub fn past_files(folder: &Path, days: &[NaiveDate]) -> Option<PastFiles> {
    let head = head(folder)?;
    let since = format!("--since={}T00:00:00Z", days.iter().min()?);
    let arguments = [
        "-c",
        "core.quotePath=false",
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--no-show-signature",
        "--format=%x01%cs %P",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--root",
        "--relative",
        &since,
        "--end-of-options",
        "HEAD",
    ];
    Some(parse(&run(folder, &arguments)?, days, &head))
}

/// Undoes the changes of the log, newest first, and keeps what differs at the end of each day.
fn parse(log: &str, days: &[NaiveDate], head: &Head) -> PastFiles {
    let mut past = PastFiles::default();
    let mut differing = BTreeMap::new();
    let mut days = days.iter().copied().peekable();
    for commit in log.split('\u{1}').filter(|commit| !commit.is_empty()) {
        let mut lines = commit.lines();
        let (day, parents) = lines.next().and_then(|head| head.split_once(' ')).unwrap_or_default();
        let Some(day) = parse_date(day) else { continue };
        while let Some(end) = days.next_if(|end| *end >= day) {
            past.days.push(PastDay { day: end, differing: differing.clone() });
        }
        if parents.is_empty() {
            let begin = if head.is_shallow { HistoryBegin::ShallowClone(day) } else { HistoryBegin::FirstCommit(day) };
            past.begins = days.peek().map(|_| begin);
            return past;
        }
        for (path, former) in lines.filter_map(change) {
            differing.insert(path.to_owned(), former.map(str::to_owned));
        }
    }
    past.days.extend(days.map(|day| PastDay { day, differing: differing.clone() }));
    past
}

/// Reads `:MODE MODE OBJECT OBJECT LETTER<tab>PATH`: the path and the object before the change.
fn change(line: &str) -> Option<(&str, Option<&str>)> {
    let (facts, path) = line.strip_prefix(':')?.split_once('\t')?;
    let former = facts.split(' ').nth(2)?;
    Some((path, Some(former).filter(|object| object.bytes().any(|byte| byte != b'0'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Vec<NaiveDate> {
        ["2026-11-21", "2026-11-14", "2026-11-07"].iter().filter_map(|day| parse_date(day)).collect()
    }

    fn whole() -> Head {
        Head { commit: String::new(), is_shallow: false }
    }

    fn shallow() -> Head {
        Head { is_shallow: true, ..whole() }
    }

    fn shown(past: &PastFiles) -> Vec<String> {
        let day = |past: &PastDay| {
            let files =
                past.differing.iter().map(|(path, object)| format!(" {path}={}", object.as_deref().unwrap_or("-")));
            format!("{}{}", past.day, files.collect::<String>())
        };
        past.days.iter().map(day).collect()
    }

    const LOG: &str = "\u{1}2026-11-20 aa\n\n:100644 100644 a3 a4 M\ta.md\n\u{1}2026-11-14 bb cc\n\n:100644 100644 a2 a3 M\ta.md\n:000000 100644 00 b1 A\tb c.md\n\u{1}2026-11-10 dd\n\n:100644 000000 d1 00 D\td.md\n";

    #[test]
    fn a_file_is_at_the_end_of_a_day_what_the_last_commit_of_that_day_made_of_it() {
        let past = parse(LOG, &days(), &whole());
        assert_eq!(shown(&past), ["2026-11-21", "2026-11-14 a.md=a3", "2026-11-07 a.md=a2 b c.md=- d.md=d1"]);
        assert_eq!(past.begins, None);
    }

    #[test]
    fn days_before_the_first_commit_are_unknown_and_a_shallow_clone_says_so() {
        let log = LOG.replace("2026-11-10 dd", "2026-11-10 ");
        let past = parse(&log, &days(), &whole());
        assert_eq!(shown(&past), ["2026-11-21", "2026-11-14 a.md=a3"]);
        let begin = parse_date("2026-11-10").unwrap();
        assert_eq!(past.begins, Some(HistoryBegin::FirstCommit(begin)));
        assert_eq!(parse(&log, &days(), &shallow()).begins, Some(HistoryBegin::ShallowClone(begin)));
        let reached = parse(&log, &days()[..2], &shallow());
        assert_eq!((reached.days.len(), reached.begins), (2, None));
    }
}
