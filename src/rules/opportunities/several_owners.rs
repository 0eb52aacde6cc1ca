//! Opportunities with several people as their owner.

use super::place::source_place;
use super::unjoined::{listed, open};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::Opportunity;
use crate::rules::shared::Shared;

/// An open opportunity names several owners, so it is on the page of none of them.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/several-owners",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An open opportunity has several people in its field for the owner.",
    help: "Name one owner at the source; others can be in a field of their own.",
    page: include_str!("several_owners.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let is_several = |owner: &str| owner.split([',', ';']).filter(|name| !name.trim().is_empty()).count() > 1;
    let several = open(shared).into_iter().filter(|one| one.owner.as_deref().is_some_and(is_several));
    let report = |one: &Opportunity| {
        let message = format!("several people own an opportunity, so it is on the page of none: {}", listed(&[one]));
        Finding::new(&RULE, source_place(shared.check.settings), message).subject(one.id.clone())
    };
    several.map(report).collect()
}
