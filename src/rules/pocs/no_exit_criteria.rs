//! Proofs of concept that cannot end early.

use super::stand_in::is_stand_in;
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The exit criteria of a proof of concept are a stand-in.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/no-exit-criteria",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The exit criteria of a proof of concept are only a stand-in such as “TBD”.",
    help: "Write what ends it early, in either direction.",
    page: include_str!("no_exit_criteria.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    let is_empty = poc.exit_criteria.iter().all(|criterion| is_stand_in(criterion));
    let Some(first) = poc.exit_criteria.first().filter(|_| is_empty && subject.is_due_complete()) else {
        return Vec::new();
    };
    vec![subject.finding(&RULE, first.span, "nothing here says what ends this early").subject("exit_criteria")]
}
