//! The smallest unit of the catalogue: one rule and the function that checks it.

use super::shared::Shared;
use super::subject::Subject;
use crate::finding::{Finding, Rule};

/// One rule and how it runs.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// Its check.
    pub(crate) run: RuleCheck,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RuleCheck {
    /// One entry at a time.
    Entry(fn(&Subject<'_>) -> Vec<Finding>),
    /// All entries together.
    Library(fn(&Shared<'_>) -> Vec<Finding>),
    /// Nothing: another stage finds it.
    Elsewhere,
}

impl Unit {
    /// Joins a rule with a check of one entry.
    pub(crate) const fn entry(rule: &'static Rule, check: fn(&Subject<'_>) -> Vec<Finding>) -> Self {
        Self { rule, run: RuleCheck::Entry(check) }
    }

    /// Joins a rule with a check of the whole library.
    pub(crate) const fn library(rule: &'static Rule, check: fn(&Shared<'_>) -> Vec<Finding>) -> Self {
        Self { rule, run: RuleCheck::Library(check) }
    }

    /// Lists a rule whose findings another stage makes.
    pub(crate) const fn elsewhere(rule: &'static Rule) -> Self {
        Self { rule, run: RuleCheck::Elsewhere }
    }
}
