//! Files with names from Notion that Git tracks.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::shared::Shared;

/// Git tracks the snapshot of Notion, the titles of related pages or the record of the last attempt.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/tracked-snapshot",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Git tracks the snapshot of the opportunities, or another file with names from Notion.",
    help: "Run `git rm --cached` on the file, add it to .gitignore, and remove it from the history if others can read the \
           repository.",
    page: include_str!("tracked_snapshot.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let report = |path: &String| {
        let message = format!("Git tracks `{path}`, which names customers, in a repository of all authors");
        Finding::new(&RULE, source_place(check.settings), message).subject(path.clone())
    };
    check.snapshot.into_iter().flat_map(|snapshot| &snapshot.status.tracked).map(report).collect()
}
