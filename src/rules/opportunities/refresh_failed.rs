//! A source that could not be read again.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::shared::Shared;

/// The last attempt to read the source failed.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/refresh-failed",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The opportunities could not be read from Notion, so older ones are used, or none.",
    help: "Remove the cause, then run `fieldbook sync`.",
    page: include_str!("refresh_failed.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let Some(snapshot) = check.snapshot else { return Vec::new() };
    let Some(failure) = &snapshot.status.failure else { return Vec::new() };
    let used = match snapshot.as_of.filter(|_| !snapshot.status.is_omitted) {
        Some(as_of) => format!("those of {} are used", as_of.day()),
        None => "there are none on the pages".to_owned(),
    };
    let message = format!("the last refresh failed, {used}: {}", failure.message);
    let finding = Finding::new(&RULE, source_place(check.settings), message);
    vec![finding.help(failure.help.clone()).subject("refresh")]
}
