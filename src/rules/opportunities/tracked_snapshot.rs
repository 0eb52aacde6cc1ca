//! A snapshot that Git tracks.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::shared::Shared;

/// Git tracks the snapshot of Notion.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/tracked-snapshot",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Git tracks the snapshot of the opportunities, which names customers and amounts.",
    help: "Run `git rm --cached` on the file, add it to .gitignore, and remove it from the history if others can read the \
           repository.",
    page: include_str!("tracked_snapshot.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    if !check.snapshot.is_some_and(|snapshot| snapshot.status.is_tracked) {
        return Vec::new();
    }
    let path = &check.settings.opportunities.snapshot;
    let message = format!("Git tracks `{path}`, which names customers and amounts, in a repository of all authors");
    vec![Finding::new(&RULE, source_place(check.settings), message).subject("tracked")]
}
