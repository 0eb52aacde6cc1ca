//! Our own prices and discounts.

use super::binding::{finding, said};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::price_terms;
use crate::rules::own_subject::OwnSubject;

/// A text names a price or a discount of our own.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/price-term",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A text that customers get names a price or a discount of our own.",
    help: "Leave figures to the quote; the account executive knows them.",
    page: include_str!("price_term.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let placed = said(subject).map_or(Vec::new(), price_terms);
    placed.iter().map(|placed| finding(subject, &RULE, placed, "the account executive")).collect()
}
