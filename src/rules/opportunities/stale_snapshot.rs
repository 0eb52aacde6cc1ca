//! Opportunities as they were some time ago.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;

/// The opportunities are those of some time ago.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/stale-snapshot",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The opportunities are more than seven days old.",
    help: "Read the source again, or export the file again.",
    page: include_str!("stale_snapshot.md"),
};

/// The greatest age of a snapshot, in days: the rhythm of a pipeline meeting.
const OLDEST_DAYS: i64 = 7;

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let as_of = check.snapshot.and_then(|snapshot| snapshot.as_of).map(crate::opportunity::Timestamp::day);
    let aged = as_of.map(|day| (day, check.today.signed_duration_since(day).num_days()));
    let Some((day, age)) = aged.filter(|(_, age)| *age > OLDEST_DAYS) else { return Vec::new() };
    let source = &check.settings.opportunities;
    let span = source.notion_url.as_ref().map_or(source.file.span, |url| url.span);
    let message = format!("the opportunities are of {day}, {age} days ago");
    vec![Finding::new(&RULE, Place::new(&check.settings.file, span), message).subject("snapshot")]
}
