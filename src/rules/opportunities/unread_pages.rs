//! Pages of opportunities in Notion of which the to-dos or comments are not known.

use super::place::source_place;
use super::unjoined::{listed, open};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Opportunity;
use crate::rules::shared::Shared;
use std::collections::BTreeMap;

/// The to-dos or comments of open opportunities were not read, so digests lack them.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/unread-pages",
    family: Family::Opportunities,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "To-dos or comments of open opportunities in Notion were not read.",
    help: "Read Notion again with `fieldbook sync`, or increase `page_requests` in [opportunities.notion].",
    page: include_str!("unread_pages.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let Some(snapshot) = shared.check.snapshot else { return Vec::new() };
    let mut by_reason = BTreeMap::<(&str, &str), Vec<&Opportunity>>::new();
    for one in open(shared) {
        let unread = snapshot.unread_pages.iter().filter(|page| page.id == one.id).map(|page| page.reason.as_str());
        unread.for_each(|reason| by_reason.entry(("not read", reason)).or_default().push(one));
        let missing = one.activity.iter().flat_map(|activity| &activity.missing);
        missing.for_each(|reason| by_reason.entry(("read in part", reason)).or_default().push(one));
    }
    let report = |((what, reason), opportunities): ((&str, &str), Vec<&Opportunity>)| {
        let count = opportunities.len();
        let pages = if count == 1 {
            "1 page of an open opportunity was"
        } else {
            &format!("{count} pages of open opportunities were")
        };
        let message = format!("{pages} {what} ({reason}): {}", listed(&opportunities));
        Finding::new(&RULE, source_place(shared.check.settings), message).subject(format!("{what}: {reason}"))
    };
    by_reason.into_iter().map(report).collect()
}
