//! The smallest unit of the catalogue: one rule and the function that checks it.

use super::own_subject::OwnSubject;
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
    /// One entry alone: what it finds is kept from one run to the next.
    Own(OwnCheck),
    /// One entry alone; what it finds counts where the second function holds.
    OwnWhere(OwnCheck, fn(&Subject<'_>) -> bool),
    /// One entry alone, and more of it with the library around it.
    OwnAnd(OwnCheck, EntryCheck),
    /// One entry at a time, with the library around it.
    Entry(EntryCheck),
    /// All entries together.
    Library(fn(&Shared<'_>) -> Vec<Finding>),
    /// Nothing: another stage finds it.
    Elsewhere,
}

/// Checks one entry alone.
pub(crate) type OwnCheck = fn(&OwnSubject<'_>) -> Vec<Finding>;

/// Checks one entry with the library around it.
pub(crate) type EntryCheck = fn(&Subject<'_>) -> Vec<Finding>;

impl RuleCheck {
    /// Returns what it checks of one entry alone.
    pub(crate) fn own(self) -> Option<OwnCheck> {
        match self {
            Self::Own(check) | Self::OwnWhere(check, _) | Self::OwnAnd(check, _) => Some(check),
            Self::Entry(_) | Self::Library(_) | Self::Elsewhere => None,
        }
    }

    /// Returns what it checks of one entry with the library around it.
    pub(crate) fn entry(self) -> Option<EntryCheck> {
        match self {
            Self::Entry(check) | Self::OwnAnd(_, check) => Some(check),
            Self::Own(_) | Self::OwnWhere(..) | Self::Library(_) | Self::Elsewhere => None,
        }
    }
}

impl Unit {
    /// Joins a rule with a check of one entry alone.
    pub(crate) const fn own(rule: &'static Rule, check: OwnCheck) -> Self {
        Self { rule, run: RuleCheck::Own(check) }
    }

    /// Joins a rule with a check of one entry alone that counts where `holds` does.
    pub(crate) const fn own_where(rule: &'static Rule, check: OwnCheck, holds: fn(&Subject<'_>) -> bool) -> Self {
        Self { rule, run: RuleCheck::OwnWhere(check, holds) }
    }

    /// Joins a rule with a check of one entry alone and one with the library around it.
    pub(crate) const fn own_and(rule: &'static Rule, check: OwnCheck, more: EntryCheck) -> Self {
        Self { rule, run: RuleCheck::OwnAnd(check, more) }
    }

    /// Joins a rule with a check of one entry with the library around it.
    pub(crate) const fn entry(rule: &'static Rule, check: EntryCheck) -> Self {
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
