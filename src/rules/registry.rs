//! All rules, and the places of their checks.

use super::unit::Unit;
use super::{
    answers, architectures, audience, battlecards, commitments, demos, digest, evidence, freshness, gaps, honesty,
    links, opportunities, pocs, review, schema, site, style, suppression, winplans,
};
use crate::config::UNKNOWN_READERS;
use crate::entry::DUPLICATE_ID;
use crate::finding::Rule;
use crate::opportunity;
use crate::values;
use std::sync::LazyLock;

/// The families whose checks are in this module.
pub(super) const FAMILIES: &[&[Unit]] = &[
    &answers::UNITS,
    &architectures::UNITS,
    &audience::UNITS,
    &battlecards::UNITS,
    &commitments::UNITS,
    &demos::UNITS,
    &digest::UNITS,
    &evidence::UNITS,
    &freshness::UNITS,
    &gaps::UNITS,
    &honesty::UNITS,
    &links::UNITS,
    &opportunities::UNITS,
    &pocs::UNITS,
    &review::UNITS,
    &schema::UNITS,
    &site::UNITS,
    &style::UNITS,
    &suppression::UNITS,
    &winplans::UNITS,
];

static REGISTRY: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let own = FAMILIES.iter().flat_map(|units| units.iter().map(|unit| unit.rule));
    let lower = values::RULES.iter().chain(&opportunity::RULES).copied();
    let secrets = super::secrets::RULES.iter().chain(&super::exposure::RULES).copied();
    let mut rules: Vec<_> = own.chain(lower).chain(secrets).chain([&DUPLICATE_ID, &UNKNOWN_READERS]).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// Returns every rule of the program, by id.
pub fn registry() -> &'static [&'static Rule] {
    &REGISTRY
}
