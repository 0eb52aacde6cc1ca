//! Gaps of opportunities that the library does not have.

use super::unjoined::{finding, unjoined};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::shared::Shared;
use crate::values::nearest;

/// An open opportunity names a gap without an entry.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/unknown-gap",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An open opportunity names a gap that the library does not have.",
    help: "Write the id or the title of the gap at the source.",
    page: include_str!("unknown_gap.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let library = shared.check.library;
    let gaps: Vec<_> = library.of_kind(Kind::Gap).collect();
    let is_known = |name: &str| {
        let by_id = library.find(name).is_some_and(|entry| entry.kind == Kind::Gap);
        by_id || gaps.iter().any(|gap| gap.title.value.eq_ignore_ascii_case(name))
    };
    if gaps.is_empty() {
        return Vec::new();
    }
    let found = unjoined(shared, |opportunity| &opportunity.gaps, is_known);
    let known = || gaps.iter().flat_map(|gap| [gap.id.as_str(), gap.title.value.as_str()]);
    let report = |(name, opportunities): (&str, Vec<_>)| {
        let found = finding(shared, &RULE, name, "no gap of the library, by id or title", &opportunities);
        match nearest(name, known()) {
            Some(near) => found.help(format!("Did you mean `{near}`?")),
            None => found,
        }
    };
    found.into_iter().map(report).collect()
}
