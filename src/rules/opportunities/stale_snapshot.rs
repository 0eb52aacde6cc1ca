//! Opportunities that are older than the settings allow.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Age;
use crate::rules::shared::Shared;

/// The opportunities are older than the settings allow.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/stale-snapshot",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The opportunities are older than `max_stale`, or say that they are of a day to come.",
    help: "Read the source again with `fieldbook sync`, or export the file again.",
    page: include_str!("stale_snapshot.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let message = match check.snapshot.map(|snapshot| snapshot.status.age) {
        None | Some(Age::Allowed) => return Vec::new(),
        Some(Age::Unknown) => {
            "the opportunities have no `as_of`, and their file has no known last commit (a history that is cut \
                               off?), so it is not known whether they are older than `max_stale`"
                .to_owned()
        }
        Some(Age::Future { day }) => format!("the opportunities say that they are of {day}, which is to come"),
        Some(Age::Exceeded { day, days, greatest }) => {
            format!("the opportunities are of {day}, {days} days ago; `max_stale` is {greatest}")
        }
    };
    vec![Finding::new(&RULE, source_place(check.settings), message).subject("snapshot")]
}
