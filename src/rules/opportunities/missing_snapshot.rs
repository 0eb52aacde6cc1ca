//! A source that was never read.

use super::place::source_place;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Reading;
use crate::rules::shared::Shared;

/// There is no snapshot of Notion.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/missing-snapshot",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "There is no snapshot of the opportunities, so pages leave out what depends on them.",
    help: "Set FIELDBOOK_NOTION_TOKEN and run `fieldbook sync`; in CI, restore `.fieldbook/` from the cache.",
    page: include_str!("missing_snapshot.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    if !check.snapshot.is_some_and(|snapshot| snapshot.status.reading == Reading::Never) {
        return Vec::new();
    }
    let path = &check.settings.opportunities.snapshot;
    let message = format!("there is no snapshot at `{path}`: Notion was never read");
    vec![Finding::new(&RULE, source_place(check.settings), message).subject("snapshot")]
}
