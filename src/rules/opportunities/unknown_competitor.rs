//! Competitors of opportunities that the library does not have.

use super::unjoined::{finding, unjoined};
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::shared::Shared;
use crate::values::nearest;

/// An open opportunity names a competitor without an entry.
pub(crate) static RULE: Rule = Rule {
    id: "opportunities/unknown-competitor",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An open opportunity names a competitor that the library does not have.",
    help: "Correct the name at the source, or add it to `aliases` of the competitor, or write an entry for it.",
    page: include_str!("unknown_competitor.md"),
};

/// What people write where there is no competitor.
const NOTHING: [&str; 8] = ["none", "no", "n/a", "na", "unknown", "other", "-", "tbd"];

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let library = shared.check.library;
    let is_known =
        |name: &str| library.competitor(name).is_some() || NOTHING.contains(&name.trim().to_lowercase().as_str());
    let mut known = Vec::new();
    for entry in library.of_kind(Kind::Competitor) {
        let KindFields::Competitor(competitor) = &entry.kind_fields else { continue };
        known.extend(competitor.name.iter().chain(&entry.aliases).map(|name| name.value.as_str()));
    }
    // A library without competitors does not say which there are.
    if known.is_empty() {
        return Vec::new();
    }
    let found = unjoined(shared, |opportunity| &opportunity.competitors, is_known);
    let report = |(name, opportunities): (&str, Vec<_>)| {
        let found = finding(shared, &RULE, name, "no competitor of the library", &opportunities);
        match nearest(name, known.iter().copied()) {
            Some(near) => found.help(format!("Did you mean `{near}`?")),
            None => found,
        }
    };
    found.into_iter().map(report).collect()
}
