//! All rules of the program.

use super::catalogue::CATALOGUE;
use super::questionnaire;
use crate::config::UNKNOWN_READERS;
use crate::entry::DUPLICATE_ID;
use crate::evidence;
use crate::finding::Rule;
use crate::opportunity;
use crate::responses;
use crate::values;
use std::sync::LazyLock;

static REGISTRY: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let catalogue = CATALOGUE.iter().map(|unit| unit.rule);
    let lower =
        values::RULES.iter().chain(&opportunity::RULES).chain(&responses::RULES).chain(&evidence::RULES).copied();
    let mut rules: Vec<_> = catalogue.chain(lower).chain([&DUPLICATE_ID, &UNKNOWN_READERS]).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
});

static REFERENCE: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<_> = REGISTRY.iter().copied().chain(questionnaire::RULES).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// Returns every rule that has a page, by id: those of [`registry`], and those about filled questionnaires.
pub fn reference() -> &'static [&'static Rule] {
    &REFERENCE
}

/// Returns every rule about sites, by id.
pub fn registry() -> &'static [&'static Rule] {
    &REGISTRY
}
